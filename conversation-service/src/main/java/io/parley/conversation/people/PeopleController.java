package io.parley.conversation.people;

import io.parley.conversation.people.People.Person;
import io.parley.conversation.people.People.Shopper;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations/shoppers")
class PeopleController {
    private final People people;

    PeopleController(People people) {
        this.people = people;
    }

    record MergeRequest(@NotNull UUID with) {}

    /// The newest first.
    ///
    /// @param q in names, numbers and addresses
    @GetMapping
    @Allowed("conversations:read")
    CursorPage<Shopper> listShoppers(
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return people.page(q, cursor, limit);
    }

    @GetMapping("/{id}")
    @Allowed("conversations:read")
    Person getShopper(@PathVariable UUID id) {
        return people.one(id);
    }

    /// They are one person. Their conversations stay as they are.
    @PostMapping("/{id}/merge")
    @Allowed("conversations:reply")
    Person mergeShoppers(@PathVariable UUID id, @Valid @RequestBody MergeRequest request) {
        return people.merge(id, request.with());
    }

    /// This one is somebody else, and no evidence joins them again.
    @PostMapping("/{id}/unmerge")
    @Allowed("conversations:reply")
    Person unmergeShopper(@PathVariable UUID id) {
        return people.unmerge(id);
    }
}
