package io.parley.conversation.care;

import io.parley.conversation.care.PersonalData.Export;
import io.parley.conversation.care.PersonalData.Receipt;
import io.parley.starter.web.Allowed;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations/shoppers/{id}")
class PersonalDataController {
    private final PersonalData data;

    PersonalDataController(PersonalData data) {
        this.data = data;
    }

    /// Everything that is stored here of this person, on all channels they are known on.
    @GetMapping("/export")
    @Allowed("settings:write")
    Export exportShopper(@PathVariable UUID id) {
        return data.export(id);
    }

    /// Erases everything that is stored here of this person, on all channels they are known on. May be repeated.
    @DeleteMapping
    @Allowed("settings:write")
    Receipt eraseShopper(@PathVariable UUID id) {
        return data.erase(id);
    }
}
