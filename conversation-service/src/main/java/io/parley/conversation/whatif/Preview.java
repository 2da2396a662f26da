package io.parley.conversation.whatif;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Allowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How the assistant would sound, before anybody hears it.
@RestController
@RequestMapping("/api/assistant/preview")
class Preview {
    private final Rehearsal rehearsal;
    private final Clock clock;

    Preview(Rehearsal rehearsal, Clock clock) {
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    /// @param messages what a shopper writes, one after the other
    /// @param tone `friendly`, `luxe`, `influencer`, or `all` to hear each of them; absent means the shop's own
    /// @param language to answer in first, ISO 639-1
    /// @param settings what else would be different
    record PreviewRequest(
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = Utterance.READ_MAX) String> messages,

            @Nullable
            @Pattern(regexp = "friendly|luxe|influencer|all", message = "is one of friendly, luxe, influencer, all")
            String tone,

            @Nullable @Pattern(regexp = "[a-z]{2,3}", message = "is a language's letters, en")
            String language,

            @Nullable @Valid Changes settings) {}

    record PreviewView(List<InTone> previews) {}

    record InTone(String tone, List<PreviewTurn> turns) {}

    /// @param text absent where the assistant would keep quiet
    /// @param intents what the message would be understood as
    /// @param acts what would be decided
    record PreviewTurn(
            String heard,
            @Nullable String text,
            List<QuickReply> quickReplies,
            @Nullable String imageUrl,
            List<String> intents,
            List<String> acts,
            String state,
            String language,
            String engine,
            double confidence) {}

    /// What the assistant would answer with today's catalogue and stock. Nothing is stored and nothing is sent.
    @PostMapping
    @Allowed("settings:write")
    PreviewView preview(@Valid @RequestBody PreviewRequest request) {
        UUID shop = ShopScope.current();
        Changes settings = request.settings() == null ? Changes.NONE : request.settings();
        if (request.language() != null) {
            List<String> others = rehearsal.stage(shop, settings).offer().shop().languages();
            settings = settings.inLanguages(Stream.concat(Stream.of(request.language()), others.stream())
                    .distinct()
                    .toList());
        }
        List<InTone> previews = new ArrayList<>();
        for (String tone : tones(request.tone())) {
            Rehearsal.Stage stage = rehearsal.stage(shop, tone.isEmpty() ? settings : settings.inTone(tone));
            previews.add(new InTone(stage.offer().shop().tone().code(), turns(request.messages(), stage)));
        }
        return new PreviewView(previews);
    }

    /// The empty tone is the shop's own.
    private static List<String> tones(@Nullable String tone) {
        if (tone == null) {
            return List.of("");
        }
        return tone.equals("all") ? Arrays.stream(Tone.values()).map(Tone::code).toList() : List.of(tone);
    }

    private List<PreviewTurn> turns(List<String> messages, Rehearsal.Stage stage) {
        Dialogue dialogue = Dialogue.fresh(stage.offer().shop().languages().getFirst());
        List<PreviewTurn> turns = new ArrayList<>();
        for (String message : messages) {
            Assistant.Answer answer = rehearsal.answer(
                    Utterance.of(message),
                    dialogue,
                    stage,
                    new Moment(clock.instant(), Rehearsal.made("order " + turns.size())));
            dialogue = answer.step().dialogue();
            Reply reply = answer.reply().orElse(null);
            turns.add(new PreviewTurn(
                    message,
                    reply == null ? null : reply.text(),
                    reply == null
                            ? List.of()
                            : reply.buttons().stream()
                                    .map(button -> new QuickReply(button.title(), button.payload()))
                                    .toList(),
                    reply == null ? null : reply.imageUrl(),
                    answer.heard().labels(),
                    answer.step().acts().stream().map(Act::code).toList(),
                    dialogue.state().name(),
                    dialogue.language(),
                    answer.engine(),
                    answer.heard().confidence()));
        }
        return turns;
    }
}
