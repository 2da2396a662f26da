package io.parley.conversation.understanding.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.understanding.meaning.Intent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files a speaker corrects say what their README says, and nothing that is read by nobody.
class LanguageFilesTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[([a-z_]+)]$");

    @Test
    void every_section_is_an_intent_or_explained() throws IOException {
        String readme = file("README.md");
        Set<String> unexplained = new TreeSet<>();
        for (String language : Lexicon.LANGUAGES) {
            sections(language + ".txt").stream()
                    .filter(section -> Intent.of(section).isEmpty())
                    .filter(section -> !readme.contains("`" + section + "`") && !readme.contains("`[" + section + "]`"))
                    .forEach(unexplained::add);
        }
        assertThat(unexplained).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pcm", "fr", "sw", "vi"})
    void every_example_stands_under_an_intent(String language) throws IOException {
        assertThat(sections("examples/" + language + ".txt"))
                .isNotEmpty()
                .allMatch(section -> Intent.of(section).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pcm", "fr", "sw", "vi"})
    void every_number_in_words_has_a_number(String language) {
        List<String> broken = new ArrayList<>();
        LanguageFiles.phrases(language, (section, phrase) -> {
            if (section.equals("number") && !Written.of(phrase).value().matches("\\d+")) {
                broken.add(phrase);
            }
        });
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "pcm", "fr", "sw", "vi"})
    void no_phrase_stands_twice_in_its_section(String language) {
        Set<String> seen = new HashSet<>();
        List<String> again = new ArrayList<>();
        LanguageFiles.phrases(language, (section, phrase) -> {
            String unweighted = phrase.replaceFirst(" ~.*", "").strip().toLowerCase(Locale.ROOT);
            if (!seen.add(section + ": " + unweighted)) {
                again.add(section + ": " + phrase);
            }
        });
        assertThat(again).isEmpty();
    }

    @Test
    void a_phrase_may_have_a_value_and_a_weight() {
        Written phrase = Written.of("a few = 3 ~ 0.5");
        assertThat(phrase.words()).containsExactly("a", "few");
        assertThat(phrase.value()).isEqualTo("3");
        assertThat(phrase.weight()).isEqualTo(0.5);
    }

    @Test
    void a_message_that_matches_no_phrase_is_read_as_what_it_is_like() {
        Likeness likeness = new Likeness(Set.of("the", "is")::contains);
        likeness.learn(Intent.COMPLAINT, List.of("the", Likeness.GOODS, "stopped", "working"), true);
        likeness.learn(Intent.ORDER_STATUS, List.of("where", "is", "my", "parcel"), true);
        likeness.learn(Intent.ORDER_STATUS, List.of("still", "waiting", "for", "my", Likeness.GOODS), true);

        Likeness.Guess guess = Objects.requireNonNull(likeness.guess(List.of("my", "parcel", "waiting")));
        assertThat(guess.intent()).isEqualTo(Intent.ORDER_STATUS);
        assertThat(guess.ahead()).isPositive();
        assertThat(likeness.guess(List.of("nothing", "known"))).isNull();
    }

    private static Set<String> sections(String name) throws IOException {
        Set<String> sections = new TreeSet<>();
        Matcher matcher = SECTION.matcher(file(name));
        while (matcher.find()) {
            sections.add(matcher.group(1));
        }
        return sections;
    }

    private static String file(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(LanguageFilesTest.class.getResourceAsStream("/language/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
