package io.parley.conversation.inbox;

import io.parley.conversation.dialogue.State;
import io.parley.conversation.inbox.Views.ConversationView;
import io.parley.conversation.inbox.Views.MessageView;
import io.parley.conversation.turn.AnswerAsSeller;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations")
class ConversationController {
    private final ReadConversations read;
    private final AnswerAsSeller seller;
    private final Idempotency idempotency;

    ConversationController(ReadConversations read, AnswerAsSeller seller, Idempotency idempotency) {
        this.read = read;
        this.seller = seller;
        this.idempotency = idempotency;
    }

    enum Handling {
        ASSISTANT,
        PERSON,
        WAITING
    }

    record MessageRequest(
            @NotBlank @Size(max = AnswerAsSeller.TEXT_MAX) String text) {}

    private record Said(UUID conversation, MessageRequest message) {}

    /// @param q in names and texts
    @GetMapping
    @Allowed("conversations:read")
    CursorPage<ConversationView> listConversations(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Handling handling,
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return read.page(
                state == null ? null : state.name(), handling == null ? null : handling.name(), q, cursor, limit);
    }

    @GetMapping("/{id}")
    @Allowed("conversations:read")
    ConversationView getConversation(@PathVariable UUID id) {
        return read.one(id);
    }

    /// The transcript, oldest first.
    @GetMapping("/{id}/messages")
    @Allowed("conversations:read")
    CursorPage<MessageView> listMessages(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return read.messages(id, cursor, limit);
    }

    /// Answers as the shop's person; the assistant keeps quiet from then on.
    @PostMapping("/{id}/messages")
    @Allowed("conversations:reply")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView replyToShopper(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody MessageRequest request) {
        UUID member = Caller.current().userId();
        return idempotency.once(key, new Said(id, request), MessageView.class, () -> {
            AnswerAsSeller.Sent sent = seller.say(id, request.text().strip(), member);
            return new MessageView(
                    sent.id(), "SELLER", sent.text(), java.util.List.of(), sent.at(), "QUEUED", null, false, false);
        });
    }

    /// The caller answers from now on.
    @PostMapping("/{id}/takeover")
    @Allowed("conversations:reply")
    ConversationView takeOver(@PathVariable UUID id) {
        seller.takeOver(id, Caller.current().userId());
        return read.one(id);
    }

    /// Gives the conversation back to the assistant.
    @PostMapping("/{id}/release")
    @Allowed("conversations:reply")
    ConversationView release(@PathVariable UUID id) {
        seller.release(id);
        return read.one(id);
    }
}
