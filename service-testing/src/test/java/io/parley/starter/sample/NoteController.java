package io.parley.starter.sample;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.FromService;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {
    private final Notes notes;
    private final Idempotency idempotency;

    NoteController(Notes notes, Idempotency idempotency) {
        this.notes = notes;
        this.idempotency = idempotency;
    }

    record NewNote(
            @Size(min = 1, max = 20) String text, @Nullable Integer copies) {}

    record Written(UUID product, String text) {}

    /// Lists in every place they can stand in: alone, within another, in a part, as a map's value.
    record Lists(
            @Nullable List<String> words,
            @Nullable List<List<Integer>> rows,
            @Nullable List<Part> parts,
            @Nullable Map<String, List<String>> byName) {
        record Part(@Nullable List<String> words, @Nullable String note) {}
    }

    @GetMapping("/notes")
    @Allowed("orders:read")
    List<String> list() {
        return notes.texts();
    }

    @PostMapping("/notes")
    @Allowed("orders:write")
    @ResponseStatus(HttpStatus.CREATED)
    Written write(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewNote note) {
        return idempotency.once(key, note, Written.class, () -> notes.write(note.text()));
    }

    @PostMapping("/lists")
    @Allowed("orders:write")
    Lists echo(@Valid @RequestBody Lists lists) {
        return lists;
    }

    /// For cart-service only.
    @GetMapping("/notes/between-services")
    @FromService("cart")
    List<String> listForCart() {
        return notes.texts();
    }

    /// For cart-service, and for people who may.
    @GetMapping("/notes/both")
    @FromService("cart")
    @Allowed("orders:write")
    List<String> listForBoth() {
        return notes.texts();
    }

    @GetMapping("/open/{number}")
    @Public
    String open(@PathVariable int number) {
        if (number == 13) {
            throw Refusal.conflict("unlucky", "Take another number.");
        }
        return "open " + number;
    }
}
