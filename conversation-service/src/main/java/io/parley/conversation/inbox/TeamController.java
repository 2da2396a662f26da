package io.parley.conversation.inbox;

import io.parley.conversation.inbox.Team.Label;
import io.parley.conversation.inbox.Team.Member;
import io.parley.conversation.inbox.Team.Note;
import io.parley.conversation.inbox.Views.ConversationView;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Idempotency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
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
class TeamController {
    private final Team team;
    private final ReadConversations read;
    private final Idempotency idempotency;

    TeamController(Team team, ReadConversations read, Idempotency idempotency) {
        this.team = team;
        this.read = read;
        this.idempotency = idempotency;
    }

    private record Noted(UUID conversation, UUID author, NoteRequest note) {}

    record Assignment(@NotNull UUID memberId) {}

    record SnoozeRequest(@NotNull Instant until) {}

    record LabelRequest(@NotBlank @Size(max = 200) String label) {}

    record NoteRequest(@NotBlank @Size(max = Team.NOTE_MAX) String text) {}

    /// Those a conversation can be assigned to.
    @GetMapping("/members")
    @Allowed("conversations:read")
    List<Member> listMembers() {
        return team.members();
    }

    @GetMapping("/labels")
    @Allowed("conversations:read")
    List<Label> listLabels() {
        return team.labels();
    }

    @PostMapping("/{id}/assign")
    @Allowed("conversations:reply")
    ConversationView assign(@PathVariable UUID id, @Valid @RequestBody Assignment request) {
        team.assign(id, request.memberId());
        return read.one(id);
    }

    @PostMapping("/{id}/unassign")
    @Allowed("conversations:reply")
    ConversationView unassign(@PathVariable UUID id) {
        team.unassign(id);
        return read.one(id);
    }

    /// Out of the way until then, or until the shopper writes.
    @PostMapping("/{id}/snooze")
    @Allowed("conversations:reply")
    ConversationView snooze(@PathVariable UUID id, @Valid @RequestBody SnoozeRequest request) {
        team.snooze(id, request.until());
        return read.one(id);
    }

    @PostMapping("/{id}/wake")
    @Allowed("conversations:reply")
    ConversationView wake(@PathVariable UUID id) {
        team.wake(id);
        return read.one(id);
    }

    @PostMapping("/{id}/read")
    @Allowed("conversations:reply")
    ConversationView markRead(@PathVariable UUID id) {
        team.read(id);
        return read.one(id);
    }

    @PostMapping("/{id}/unread")
    @Allowed("conversations:reply")
    ConversationView markUnread(@PathVariable UUID id) {
        team.unread(id);
        return read.one(id);
    }

    @PostMapping("/{id}/labels")
    @Allowed("conversations:reply")
    ConversationView label(@PathVariable UUID id, @Valid @RequestBody LabelRequest request) {
        team.label(id, request.label());
        return read.one(id);
    }

    @DeleteMapping("/{id}/labels")
    @Allowed("conversations:reply")
    ConversationView unlabel(@PathVariable UUID id, @RequestParam @Size(max = 200) String label) {
        team.unlabel(id, label);
        return read.one(id);
    }

    @GetMapping("/{id}/notes")
    @Allowed("conversations:read")
    List<Note> listNotes(@PathVariable UUID id) {
        return team.notes(id);
    }

    /// For the team only; the shopper never sees it.
    @PostMapping("/{id}/notes")
    @Allowed("conversations:reply")
    @ResponseStatus(HttpStatus.CREATED)
    Note addNote(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NoteRequest request) {
        UUID author = Caller.current().userId();
        return idempotency.once(
                key, new Noted(id, author, request), Note.class, () -> team.note(id, author, request.text()));
    }

    @DeleteMapping("/{id}/notes/{noteId}")
    @Allowed("conversations:reply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteNote(@PathVariable UUID id, @PathVariable UUID noteId) {
        team.forget(id, noteId, Caller.current().userId());
    }
}
