package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Reads `language/<code>.txt` and `language/examples/<code>.txt`.
public final class LanguageFiles {
    private LanguageFiles() {}

    /// Each phrase as it is written, with the section it stands in.
    static void phrases(String language, BiConsumer<String, String> each) {
        String section = "";
        for (String line : TextFile.lines("/language/" + language + ".txt")) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("# ") || content.equals("#")) {
                continue;
            }
            if (content.startsWith("[") && content.endsWith("]")) {
                section = content.substring(1, content.length() - 1).strip();
                continue;
            }
            for (String phrase : content.split("\\|")) {
                each.accept(section, phrase.strip());
            }
        }
    }

    /// The phrases of one section, as they are written.
    public static List<String> section(String language, String name) {
        List<String> found = new ArrayList<>();
        phrases(language, (section, phrase) -> {
            if (section.equals(name)) {
                found.add(phrase);
            }
        });
        return found;
    }

    /// Whole sentences, one to a line, with what they mean.
    static void examples(String language, BiConsumer<String, String> each) {
        String section = "";
        for (String line : TextFile.lines("/language/examples/" + language + ".txt")) {
            String content = line.strip();
            if (content.startsWith("[") && content.endsWith("]")) {
                section = content.substring(1, content.length() - 1).strip();
            } else if (!content.isEmpty() && !content.startsWith("# ")) {
                each.accept(section, content);
            }
        }
    }
}
