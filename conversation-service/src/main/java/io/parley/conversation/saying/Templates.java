package io.parley.conversation.saying;

import io.parley.conversation.files.TextFile;
import io.parley.conversation.shop.Tone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The sentences, from `saying/<language>.txt`: `[act]`, then one line per tone. A tone that a language does not
/// spell out is made from the friendly line: luxe without emoji and exclamation marks, influencer with a heart.
/// English stands in for what a language lacks.
final class Templates {
    static final List<String> LANGUAGES = List.of("en", "fr", "sw", "vi", "pcm");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?:\\|([^|}]*)\\|([^}]*))?}");
    private static final Pattern EMOJI =
            Pattern.compile("\\s*[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2764}\\x{FE0F}]+");

    private final Map<String, Map<String, String>> byLanguage = new ConcurrentHashMap<>();

    static Templates load() {
        Templates templates = new Templates();
        LANGUAGES.forEach(templates::read);
        return templates;
    }

    private void read(String language) {
        Map<String, String> lines = byLanguage.computeIfAbsent(language, _ -> new ConcurrentHashMap<>());
        String act = "";
        for (String line : TextFile.lines("/saying/" + language + ".txt")) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (content.startsWith("[")) {
                act = content.substring(1, content.indexOf(']'));
                continue;
            }
            int colon = content.indexOf(": ");
            String tone = colon < 0 ? "" : content.substring(0, colon);
            boolean toned = Set.of("friendly", "luxe", "influencer").contains(tone);
            String words = (toned ? content.substring(colon + 2) : content).replace("\\n", "\n");
            lines.put(act + "/" + (toned ? tone : "friendly"), words);
            if (!toned) {
                lines.put(act + "/luxe", words);
                lines.put(act + "/influencer", words);
            }
        }
    }

    Set<String> acts(String language) {
        Set<String> acts = new java.util.TreeSet<>();
        byLanguage
                .getOrDefault(language, Map.of())
                .keySet()
                .forEach(key -> acts.add(key.substring(0, key.indexOf('/'))));
        return acts;
    }

    boolean has(String act, String language) {
        return byLanguage.getOrDefault(language, Map.of()).containsKey(act + "/friendly");
    }

    /// @throws IllegalStateException when not even English has the sentence: our own bug
    String say(String act, String language, Tone tone, Map<String, String> values) {
        String template = find(act, language, tone);
        if (template == null) {
            template = find(act, "en", tone);
        }
        if (template == null) {
            throw new IllegalStateException("no sentence for " + act);
        }
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder said = new StringBuilder();
        while (matcher.find()) {
            String value = values.getOrDefault(matcher.group(1), "");
            String plural = matcher.group(2) == null ? value : value.equals("1") ? matcher.group(2) : matcher.group(3);
            matcher.appendReplacement(said, Matcher.quoteReplacement(plural));
        }
        return matcher.appendTail(said).toString();
    }

    private @Nullable String find(String act, String language, Tone tone) {
        Map<String, String> lines = byLanguage.getOrDefault(language, Map.of());
        String own = lines.get(act + "/" + tone.code());
        String friendly = lines.get(act + "/friendly");
        if (own != null || friendly == null) {
            return own;
        }
        String made = tone == Tone.LUXE
                ? EMOJI.matcher(friendly).replaceAll("").replace("!", ".")
                : EMOJI.matcher(friendly).find() ? friendly : friendly + " 💕";
        lines.put(act + "/" + tone.code(), made);
        return made;
    }
}
