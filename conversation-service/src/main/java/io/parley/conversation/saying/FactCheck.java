package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.files.TextFile;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last gate, whoever wrote the words: every figure, product, promise and link in a text must be backed by the
/// acts; what the seller never wants said is not said; and claims about healing never pass, not even from a product's
/// own description.
public final class FactCheck {
    static final String NEVER = "never: ";

    private static final Pattern LINK = Pattern.compile(
            "(?i)\\b(?:https?://|www\\.)[^\\s<>\"]+|\\b[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:com|net|org|shop|store|io|co|me|ly|link|app|info|xyz|vn|ng|ke|fr|tz)\\b(?:/\\S*)?");

    private final List<Phrase> blocked = phrases("/saying/blocked-claims.txt");
    private final List<Phrase> promises = phrases("/saying/promises.txt");

    /// Words of a list, found where they stand by themselves: "manicures" cure nobody.
    private record Phrase(String words, Pattern standing) {
        boolean in(String plain) {
            return plain.contains(words) && standing.matcher(plain).find();
        }
    }

    private static List<Phrase> phrases(String file) {
        return TextFile.lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(FactCheck::plain)
                .map(words -> new Phrase(words, words(words)))
                .toList();
    }

    /// @return what is wrong with the text, empty when it may be sent
    public List<String> objections(String text, List<Act> acts, Shop shop, Catalogue catalogue) {
        List<String> objections = new ArrayList<>();
        String plain = plain(text);
        blocked.stream().filter(claim -> claim.in(plain)).forEach(claim -> objections.add("claim: " + claim.words()));
        Facts facts = Facts.of(acts, shop.name(), shop.locale());
        for (BigDecimal figure : Facts.figuresOf(text)) {
            if (!facts.backs(figure)) {
                objections.add("figure: " + figure.toPlainString());
            }
        }
        promises.stream()
                .filter(promise -> promise.in(plain) && !facts.says(promise.words()))
                .forEach(promise -> objections.add("promise: " + promise.words()));
        for (Matcher link = LINK.matcher(text); link.find(); ) {
            String address = link.group().replaceAll("[.,;:!?)]+$", "");
            if (!facts.says(address)) {
                objections.add("link: " + address);
            }
        }
        for (String word : shop.settings().neverSay()) {
            if (words(word).matcher(text).find()) {
                objections.add(NEVER + word);
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (Product product : catalogue.products()) {
            // "your place" names no lace
            boolean named = lower.contains(product.name().toLowerCase(Locale.ROOT))
                    && words(product.name()).matcher(text).find();
            if (named && !facts.names(product.name())) {
                objections.add("product: " + product.name());
            }
        }
        return objections;
    }

    /// Whether a seller's own words make a claim that must not be passed on.
    boolean claims(String text) {
        String plain = plain(text);
        return blocked.stream().anyMatch(claim -> claim.in(plain));
    }

    /// The text without what the seller never wants said.
    static String without(List<String> neverSay, String text) {
        String left = text;
        for (String word : neverSay) {
            left = words(word).matcher(left).replaceAll("");
        }
        return left.replaceAll("[ \\t]{2,}", " ").replaceAll(" (?=[.,!?])", "").strip();
    }

    /// Where it stands as words of its own.
    private static Pattern words(String word) {
        String quoted = Pattern.quote(word.strip());
        // "50% off": what begins with a sign may stand behind a figure
        String begins = word.strip().matches("(?s)[\\p{L}\\p{N}].*") ? "(?<![\\p{L}\\p{N}])" : "";
        return Pattern.compile(
                word.isBlank() ? "(?!)" : begins + quoted + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// In small letters without accents, with plain apostrophes and single spaces.
    static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('’', '\'')
                .replaceAll("\\s+", " ");
    }
}
