package io.parley.conversation.inbox;

import io.parley.conversation.inbox.CannedReplies.Canned;
import io.parley.conversation.turn.AnswerAsSeller;
import io.parley.starter.web.Allowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations/canned-replies")
class CannedReplyController {
    private final CannedReplies canned;

    CannedReplyController(CannedReplies canned) {
        this.canned = canned;
    }

    /// @param code a short word to call it by: letters, digits and dashes
    /// @param text with `{name}` where the shopper's name goes
    record CannedRequest(
            @NotNull @Pattern(regexp = CannedReplies.CODE, message = "has 1 to 30 small letters, digits and dashes")
            String code,

            @NotBlank @Size(max = AnswerAsSeller.TEXT_MAX) String text) {}

    @GetMapping
    @Allowed("conversations:read")
    List<Canned> listCannedReplies() {
        return canned.all();
    }

    @PostMapping
    @Allowed("conversations:reply")
    @ResponseStatus(HttpStatus.CREATED)
    Canned addCannedReply(@Valid @RequestBody CannedRequest request) {
        return canned.add(request.code(), request.text());
    }

    @PutMapping("/{id}")
    @Allowed("conversations:reply")
    Canned changeCannedReply(@PathVariable UUID id, @Valid @RequestBody CannedRequest request) {
        return canned.change(id, request.code(), request.text());
    }

    @DeleteMapping("/{id}")
    @Allowed("conversations:reply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteCannedReply(@PathVariable UUID id) {
        canned.remove(id);
    }
}
