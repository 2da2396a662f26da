package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether other words say the same: all that the template says, nothing that it does not, and nothing the fact check
/// objects to. It would rather object once too often: the template's text is always there to be sent.
public final class Faithful {
    private static final int LENGTH_MAX = 1_000;

    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?://|www\\.)\\S+|\\b[\\w-]+\\.(?:com|net|org|io|me|ly|shop|store|example|link|app)\\b\\S*");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*");

    /// Numbers of orders and the like: capitals and digits.
    private static final Pattern CODE = Pattern.compile("\\b[A-Z]{2,}-[A-Z0-9]{2,}\\b");

    /// What would be a promise when the template does not make it.
    private static final Pattern PROMISE = words(
            "free|discounts?|off|half[ -]price|sale|coupons?|vouchers?|gifts?|refund\\w*|guarantee\\w*|promise\\w*"
                    + "|percent|cheaper|bonus|cashback|credit card|password|today only|tomorrow"
                    + "|gratuit\\w*|offert\\w*|remises?|réductions?|rabais|soldes|cadeaux?|rembours\\w*|garanti\\w*"
                    + "|moitié prix|demain|bure|punguzo|zawadi|dhamana|kesho|miễn phí|giảm giá|khuyến mãi|tặng|hoàn tiền"
                    + "|bảo đảm|ngày mai|dash|jara");

    private static final Pattern PERCENT = Pattern.compile("[%٪％]");

    /// What turns a sentence into its opposite.
    private static final Pattern NEGATION =
            words("no|not|none|nothing|never|cannot|without|unfortunately|\\p{L}+n['’]t|sold out|out of stock|all gone"
                    + "|pas|aucune?|rien|jamais|sans|plus de|épuisée?s?|rupture"
                    + "|si|hapana|hakuna|hatuna|haipo|hazipo|haiko|bila|imeisha|zimeisha|ha(?:tu|wa|i|zi|u)\\p{L}+"
                    + "|không|chưa|hết|chẳng|nor|don finish");

    private final FactCheck check = new FactCheck();

    private static Pattern words(String choices) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + choices + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// @return what is wrong with the words, empty when they may stand for the reply's text
    public List<String> objections(Reply reply, String words, List<Act> acts, Shop shop, Catalogue catalogue) {
        List<String> objections = new ArrayList<>(check.objections(words, acts, shop, catalogue));
        String template = reply.text();
        if (words.isBlank() || words.length() > Math.min(LENGTH_MAX, template.length() * 2 + 120)) {
            objections.add("length");
        }
        differ("figure", figures(template), figures(words), objections);
        differ("code", found(CODE, template), found(CODE, words), objections);
        String before = template.toLowerCase(Locale.ROOT);
        String after = words.toLowerCase(Locale.ROOT);
        differ("link", found(LINK, before), found(LINK, after), objections);
        differ("address", found(ADDRESS, before), found(ADDRESS, after), objections);
        differ("name", names(before, catalogue), names(after, catalogue), objections);
        for (Reply.Button button : reply.buttons()) {
            String title = button.title().toLowerCase(Locale.ROOT);
            if (before.contains(title) && !after.contains(title)) {
                objections.add("missing choice: " + button.title());
            }
        }
        if (questions(before) > questions(after)) {
            objections.add("missing question");
        }
        if (NEGATION.matcher(before).find() != NEGATION.matcher(after).find()) {
            objections.add("yes and no");
        }
        Set<String> promised = found(PROMISE, after);
        promised.addAll(found(PERCENT, after));
        promised.removeAll(found(PROMISE, before));
        promised.removeAll(found(PERCENT, before));
        promised.forEach(promise -> objections.add("promise: " + promise));
        return objections;
    }

    private static void differ(String what, Set<String> before, Set<String> after, List<String> objections) {
        before.stream().filter(it -> !after.contains(it)).forEach(it -> objections.add("missing " + what + ": " + it));
        after.stream().filter(it -> !before.contains(it)).forEach(it -> objections.add("new " + what + ": " + it));
    }

    private static Set<String> figures(String text) {
        Set<String> figures = new HashSet<>();
        for (BigDecimal figure : Facts.figuresOf(text)) {
            figures.add(figure.toPlainString());
        }
        return figures;
    }

    /// The products named, and of those the variants that are told apart by name.
    private static Set<String> names(String text, Catalogue catalogue) {
        Set<String> names = new HashSet<>();
        for (Product product : catalogue.products()) {
            String name = product.name().toLowerCase(Locale.ROOT);
            if (!text.contains(name)) {
                continue;
            }
            names.add(name);
            for (Variant variant : product.variants()) {
                String choice = variant.name().toLowerCase(Locale.ROOT);
                if (!variant.unnamed()
                        && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(choice) + "(?![\\p{L}\\p{N}])")
                                .matcher(text)
                                .find()) {
                    names.add(name + " " + choice);
                }
            }
        }
        return names;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new HashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static long questions(String text) {
        return text.chars().filter(c -> c == '?' || c == '？').count();
    }
}
