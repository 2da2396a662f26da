package io.parley.conversation.inbox;

import io.parley.conversation.dialogue.State;
import io.parley.conversation.inbox.ReadConversations.Filter;
import io.parley.conversation.inbox.Views.ConversationView;
import io.parley.conversation.inbox.Views.MessageView;
import io.parley.conversation.turn.AnswerAsSeller;
import io.parley.events.Platform;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
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
    private final CannedReplies canned;
    private final Idempotency idempotency;

    ConversationController(
            ReadConversations read, AnswerAsSeller seller, CannedReplies canned, Idempotency idempotency) {
        this.read = read;
        this.seller = seller;
        this.canned = canned;
        this.idempotency = idempotency;
    }

    enum Handling {
        ASSISTANT,
        PERSON,
        WAITING
    }

    /// @param text what to say; or
    /// @param canned the code of the canned reply to say
    record MessageRequest(
            @Nullable @Size(max = AnswerAsSeller.TEXT_MAX) String text,

            @Nullable @Pattern(regexp = CannedReplies.CODE, message = "is a canned reply's code")
            String canned) {

        @AssertTrue(message = "needs a text, or a canned reply's code")
        @Schema(hidden = true)
        boolean isOneOfThem() {
            return (text == null || text.isBlank()) != (canned == null);
        }
    }

    private record Said(UUID conversation, MessageRequest message) {}

    /// @param channel the platform
    /// @param assigned `me`, `none`, or a member's id
    /// @param snoozed true lists only what is out of the way, false leaves that out
    /// @param q in names and texts
    @GetMapping
    @Allowed("conversations:read")
    CursorPage<ConversationView> listConversations(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable Handling handling,
            @RequestParam(required = false) @Nullable Platform channel,
            @RequestParam(required = false) @Nullable String assigned,
            @RequestParam(required = false) @Size(max = Team.LABEL_MAX) @Nullable String label,
            @RequestParam(required = false) @Nullable Boolean snoozed,
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        Filter filter = new Filter(
                state == null ? null : state.name(),
                handling == null ? null : handling.name(),
                channel == null ? null : channel.name(),
                assigned == null ? null : member(assigned),
                label == null ? null : Team.plain(label),
                snoozed,
                q);
        return read.page(filter, cursor, limit);
    }

    private static UUID member(String assigned) {
        try {
            return switch (assigned) {
                case "me" -> Caller.current().userId();
                case "none" -> Filter.NOBODY;
                default -> UUID.fromString(assigned);
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("assigned_invalid", "assigned is me, none, or a member's id.");
        }
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
            AnswerAsSeller.Sent sent = seller.say(id, words(id, request), member);
            return new MessageView(
                    sent.id(),
                    "SELLER",
                    sent.text(),
                    List.of(),
                    sent.at(),
                    "QUEUED",
                    null,
                    null,
                    false,
                    false,
                    null,
                    null,
                    List.of());
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

    private String words(UUID id, MessageRequest request) {
        String words = request.canned() == null
                ? String.valueOf(request.text()).strip()
                : canned.words(request.canned(), read.one(id).customerName());
        if (words.isEmpty() || words.length() > AnswerAsSeller.TEXT_MAX) {
            throw Refusal.invalid("text_invalid", "A message has 1 to " + AnswerAsSeller.TEXT_MAX + " characters.");
        }
        return words;
    }
}
