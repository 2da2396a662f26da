package io.parley.conversation.settings;

import io.parley.conversation.settings.OwnAnswers.OwnAnswer;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Idempotency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Questions shoppers ask and the words the seller answers them with.
@RestController
@RequestMapping("/api/assistant/answers")
class OwnAnswerController {
    private final OwnAnswers answers;
    private final Idempotency idempotency;

    OwnAnswerController(OwnAnswers answers, Idempotency idempotency) {
        this.answers = answers;
        this.idempotency = idempotency;
    }

    record AnswerRequest(
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 200) String> questions,
            @NotBlank @Size(max = 1_000) String answer,

            @Nullable @Pattern(regexp = "[a-z]{2,3}", message = "is a language's letters, en")
            String language) {}

    @GetMapping
    @Allowed("settings:read")
    List<OwnAnswer> listOwnAnswers() {
        return answers.all();
    }

    @GetMapping("/{id}")
    @Allowed("settings:read")
    OwnAnswer getOwnAnswer(@PathVariable UUID id) {
        return answers.one(id);
    }

    @PostMapping
    @Allowed("settings:write")
    @ResponseStatus(HttpStatus.CREATED)
    OwnAnswer addOwnAnswer(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody AnswerRequest request) {
        return idempotency.once(
                key,
                request,
                OwnAnswer.class,
                () -> answers.add(request.questions(), request.answer(), request.language()));
    }

    @PutMapping("/{id}")
    @Allowed("settings:write")
    OwnAnswer replaceOwnAnswer(@PathVariable UUID id, @Valid @RequestBody AnswerRequest request) {
        return answers.replace(id, request.questions(), request.answer(), request.language());
    }

    @DeleteMapping("/{id}")
    @Allowed("settings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteOwnAnswer(@PathVariable UUID id) {
        answers.remove(id);
    }
}
