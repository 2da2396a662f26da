package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What looks like a phrase and means nothing where it stands: part of a name, of an address or of another language.
final class NoPhrase {
    private final Reading reading;
    private final Surroundings at;

    /// @param reading of which the marks are found
    NoPhrase(Reading reading, Surroundings at) {
        this.reading = reading;
        this.at = at;
    }

    /// Whether it does not compete for its words.
    boolean is(Hit hit) {
        return ordersOneOf(hit)
                || numbersVariant(hit)
                || countsIn(hit)
                || keepsInstead(hit)
                || recounts(hit)
                || bidsNothing(hit)
                || asksForSize(hit)
                || mendsCount(hit)
                || opensTown(hit)
                || namesStreet(hit)
                || numbersPlace(hit)
                || partOfAddress(hit)
                || withinName(hit)
                || undecided(hit)
                || ofAddress(hit)
                || names(hit);
    }

    /// "*Weka pia* Milimani kwenye anwani": more of the address, and no more of anything.
    private boolean ofAddress(Hit hit) {
        return (hit.section().equals("add_to_cart") || hit.section().equals("more"))
                && reading.marks("to_address")
                        .anyMatch(address -> reading.clauseStart(hit.start()) == reading.clauseStart(address.start()));
    }

    /// "Chung cư Hoàng Anh *Gia* Lai" asks no price: a capital between two, of which one is no everyday word, where not
    /// everything is written so.
    private boolean withinName(Hit hit) {
        return Intent.of(hit.section()).isPresent()
                && hit.length() == 1
                && reading.capital(hit.start())
                && reading.capital(hit.start() - 1)
                && reading.capital(hit.end())
                && (!reading.everyday(hit.start() - 1) || !reading.everyday(hit.end()))
                && IntStream.range(0, reading.tokens.size())
                        .anyMatch(i -> reading.tokens.get(i).word() && !reading.capital(i));
    }

    /// "Tên má em là *Bảy*", "*ten* ma e la Bay": somebody's name and no seven, and no ten.
    private boolean names(Hit hit) {
        return hit.section().equals("number")
                && hit.length() == 1
                && reading.marks("name_before")
                        .filter(lead -> lead.length() > 1)
                        .anyMatch(lead -> lead.end() == hit.start() && reading.capital(hit.start())
                                || lead.start() <= hit.start() && hit.end() <= lead.end());
    }

    /// "Để em nghĩ *thêm* đã": more thought, and no more of anything.
    private boolean undecided(Hit hit) {
        return (hit.section().equals("add_to_cart") || hit.section().equals("more"))
                && reading.marks("undecided")
                        .anyMatch(mark ->
                                mark.length() > hit.length() && mark.start() <= hit.start() && hit.end() <= mark.end());
    }

    /// "2 sổ vs 3 bút" compares nothing: in Vietnamese "vs" is how "với" is written in a hurry. "Karibu na Naivas"
    /// holds no Pidgin, "công ty" no "ty": the language that is spoken has the word itself.
    boolean ofAnotherLanguage(Hit hit, Languages.Guess language) {
        String spoken = language.language();
        return hit.length() == 1
                && !hit.language().equals(spoken)
                && (reading.lexicon.hurried(reading.tokens.get(hit.start()), spoken)
                        // "a box *to* go with it", and no big one ("to")
                        // "c *bon*", and no four ("bốn")
                        || (hit.section().equals("pick") || hit.section().equals("number"))
                                && hit.language().equals("vi")
                                && reading.lexicon.knows(
                                        reading.tokens.get(hit.start()).norm(), spoken)
                        || (hit.language().equals("pcm")
                                        || hit.section().equals("polite")
                                        // "du pain", and not that it hurts
                                        || Intent.of(hit.section())
                                                .filter(Intent::grave)
                                                .isPresent())
                                && !spoken.equals("en")
                                && reading.lexicon.knows(
                                        reading.tokens.get(hit.start()).norm(), spoken));
    }

    /// "Du pain", which says in English that it hurts: a thing in the language that is spoken.
    static boolean isGoods(Hit hit, List<Hit> all) {
        return hit.length() == 1
                && hit.language().equals("en")
                && Intent.of(hit.section()).filter(Intent::grave).isPresent()
                && all.stream()
                        .anyMatch(goods -> goods.section().equals("means")
                                && goods.start() == hit.start()
                                && !goods.language().equals("en"));
    }

    /// "Blade *namba mbili*": which blade, and not the second of what was told.
    private boolean numbersVariant(Hit hit) {
        return hit.section().equals("pick")
                && hit.length() == 2
                && reading.is(hit.start(), Word.WHICH)
                && hit.start() > 0
                && reading.lexicon.number(reading.tokens.get(hit.start() + 1).norm(), reading.languages)
                        instanceof Integer number
                && !reading.catalogue.sized(number.toString()).isEmpty()
                && reading.catalogue.knows(reading.tokens.get(hit.start() - 1).norm());
    }

    /// "Give me *one of the* 25 litres" orders one of them; "one of the best" counts nothing.
    private boolean ordersOneOf(Hit hit) {
        return hit.section().equals("filler")
                && hit.length() > 2
                && reading.is(hit.start(), Word.ONE)
                && reading.is(hit.start() + 1, Word.OF)
                && reading.everything.stream()
                        .anyMatch(wants -> ORDERS.contains(wants.section()) && wants.end() == hit.start());
    }

    private static final Set<String> ORDERS = Set.of("buying_intent", "add_to_cart");

    /// "1 bo but": right behind a number a set ("bộ"), and nothing to be taken off ("bỏ"): a word that pieces are
    /// counted in is nothing else there.
    private boolean countsIn(Hit hit) {
        return hit.length() == 1 && reading.number(hit.start() - 1) && reading.marked("unit_pieces", hit.start());
    }

    /// "Don't remove the small one", "enlevez pas le petit": what is not to be taken off stays.
    private boolean keepsInstead(Hit hit) {
        return KEPT_FROM.contains(hit.section())
                && reading.marks("keep")
                        .anyMatch(keep -> keep.length() > 1 && keep.start() <= hit.start() && hit.start() < keep.end());
    }

    /// "Make it 3 *instead* and add a gloss": another count, and not the gloss in place of what is ordered.
    private boolean recounts(Hit hit) {
        return "instead".equals(hit.value()) && hit.length() > 1 && countsWith(hit)
                || "instead".equals(hit.value())
                        && hit.length() == 1
                        && reading.number(hit.start() - 1)
                        && reading.joined(hit.end(), Math.min(hit.end() + 2, reading.tokens.size()));
    }

    /// "Make it *a pair*": two, and nothing else in place of what is ordered.
    private boolean countsWith(Hit hit) {
        return reading.everything.stream()
                .anyMatch(count -> count.section().equals("number")
                        && count.length() > 1
                        && count.start() == hit.end() - 1
                        && count.end() == reading.tokens.size());
    }

    /// "*Make it 3 and* add a gloss": nothing costs so little, and the number counts. "Lấy gói *500 được không*": it
    /// says which.
    private boolean bidsNothing(Hit hit) {
        return hit.section().equals("discount_question")
                && IntStream.range(hit.start(), hit.end())
                        .filter(reading::number)
                        .anyMatch(i -> onlyNumber() && Numbers.noPrice(reading, i) || takes(i) || sizes(i));
    }

    private boolean onlyNumber() {
        return reading.tokens.stream().filter(Token::number).count() == 1;
    }

    /// "J'en prends *2*, c'est possible ?": a digit right behind what buys.
    private boolean takes(int number) {
        return reading.tokens.get(number).norm().length() == 1
                && reading.everything.stream()
                        .anyMatch(wants -> ORDERS.contains(wants.section()) && wants.end() == number);
    }

    /// "Robusta *250* được ko", "cỡ *30*": a size of what is sold, behind a thing or what it comes in, and too little
    /// to pay for anything.
    private boolean sizes(int number) {
        String said = reading.tokens.get(number).norm();
        return number > 0
                && SIZE_DIGITS.matcher(said).matches()
                && !reading.catalogue.sized(said).isEmpty()
                && reading.catalogue.noPrice(Integer.parseInt(said))
                && (reading.is(number - 1, Word.SIZE)
                        || reading.marked("unit_pieces", number - 1)
                        || reading.catalogue.knows(
                                reading.tokens.get(number - 1).norm()));
    }

    private static final Pattern SIZE_DIGITS = Pattern.compile("\\d{1,4}");

    /// "*What about 43*", of shoes that were told in 41 to 45: a size, and no offer.
    private boolean asksForSize(Hit hit) {
        int number = reading.number(hit.end() - 1) ? hit.end() - 1 : hit.end();
        return hit.section().equals("discount_question")
                && SizeAlone.likeThoseTold(reading, number, at)
                && reading.closes(number + 1);
    }

    /// "*No 1*", to an order that goes on: another count, and not the first of what was asked before.
    private boolean mendsCount(Hit hit) {
        return hit.section().equals("pick")
                && hit.length() == 2
                && reading.begins("no", hit.start())
                && reading.number(hit.start() + 1)
                && at.ordering()
                && at.awaited() != Awaited.VARIANT
                && at.awaited() != Awaited.PRODUCT;
    }

    /// "123 Lê Văn Sỹ Q*3 được không*", "quận *3 nha shop*": the number is part of a name and bargains for nothing.
    private boolean numbersPlace(Hit hit) {
        int number = hit.start();
        boolean glued = number > 0
                && reading.tokens.get(number).glued()
                && (reading.tokens.get(number - 1).word()
                        || reading.tokens.get(number - 1).is("."));
        // "210 Cách Mạng Tháng *8 nhé shop*"
        boolean named = number > 1 && reading.capital(number - 1) && reading.capital(number - 2);
        return hit.length() > 1
                && reading.number(number)
                && (glued || named || reading.endsMark("area_before", number) || reading.endsMark("street", number));
    }

    /// "5 Peel St" complains of nothing that peels: one word between a house's number and a street.
    private boolean namesStreet(Hit hit) {
        return hit.length() == 1
                && !hit.section().equals("number")
                && reading.number(hit.start() - 1)
                && reading.tokens.get(hit.start()).norm().length() > 2
                && reading.marked("street", hit.end());
    }

    private static final Set<String> KEPT_FROM =
            Set.of("negation", "remove_from_cart", "cancel_order", "clear_cart", "but", "no");

    /// "Njiro *block C*" blocks nobody, "45 *Hai* Bà Trưng" counts none and greets nobody.
    private boolean partOfAddress(Hit hit) {
        int next = hit.end();
        // "ship hem 56 duong so 17": to alley ("hẻm") 56, and no "ship hem?"
        if (hit.section().equals("delivery_question")
                && hit.length() > 1
                && reading.marked("street", next - 1)
                && reading.number(next)) {
            return true;
        }
        boolean opensName = hit.length() == 1
                && (hit.section().equals("number") || hit.section().equals("greeting"))
                && reading.number(hit.start() - 1)
                && reading.capital(hit.start())
                && reading.tokens.get(hit.start()).word()
                && reading.capital(next)
                && reading.tokens.get(next).word();
        // "401 N Elgin Ave"
        boolean towards = hit.length() == 1
                && reading.number(hit.start() - 1)
                && reading.capital(hit.start())
                && reading.tokens.get(hit.start()).norm().length() == 1
                && reading.capital(next);
        if (opensName || towards) {
            return true;
        }
        if (namesStreetOf(hit) || namesTown(hit)) {
            return true;
        }
        return hit.length() == 1
                && next < reading.tokens.size()
                && reading.marked("street", hit.start())
                && (reading.number(next)
                        || reading.tokens.get(next).norm().length() == 1
                                && (reading.capital(next) || reading.number(next + 1)));
    }

    /// "Ship to *Broken* Arrow" complains of nothing: a capital before another, behind what leads to a place, or the
    /// name of a town that is known.
    private boolean namesTown(Hit hit) {
        return Intent.of(hit.section()).filter(Intent::grave).isPresent()
                && hit.length() == 1
                && reading.capital(hit.start())
                && reading.capital(hit.end())
                && reading.tokens.get(hit.end()).word()
                && !reading.text.equals(reading.text.toUpperCase(Locale.ROOT))
                && (reading.towns.contain(reading.tokens, hit.start(), hit.end() + 1)
                        || reading.marks("place_before")
                                .anyMatch(lead -> lead.weight() > 0.5 && lead.end() == hit.start()));
    }

    /// Whether a mark names something where it stands.
    boolean isName(Hit mark) {
        return opensTown(mark) || namesPerson(mark);
    }

    /// "Chị *Mai*" receives it, and nothing is to come tomorrow.
    private boolean namesPerson(Hit hit) {
        return hit.section().equals("date")
                && hit.length() == 1
                && reading.capital(hit.start())
                && reading.calledByTitle(hit.start());
    }

    /// "*da* nang": the first word of a town is no "dạ" that leads to a place.
    private boolean opensTown(Hit hit) {
        return LEADS.contains(hit.section())
                && hit.length() == 1
                && hit.end() < reading.tokens.size()
                && reading.towns.contain(reading.tokens, hit.start(), hit.end() + 1);
    }

    private static final Set<String> LEADS = Set.of("place_lead", "place_weak", "polite", "yes", "filler");

    /// "233 Phan Văn *Trị*" treats nothing: a capital behind others, of which the first stands behind a house's number
    /// that opens its clause, and is the name of nobody's goods.
    private boolean namesStreetOf(Hit hit) {
        int first = hit.start();
        while (reading.capital(first - 1)) {
            first--;
        }
        boolean house =
                reading.number(first - 1) && (reading.clauseStart(first - 1) == first - 1 || reading.ledTo(first - 1));
        return Intent.of(hit.section()).filter(Intent::grave).isPresent()
                && hit.length() == 1
                && first < hit.start()
                && reading.capital(hit.start())
                && house
                && (!reading.everyday(first)
                                && !reading.catalogue.knows(
                                        reading.tokens.get(first).norm())
                                && !reading.english(first)
                        || namedAfter(first, hit.end()));
    }

    /// Whether accents tell a name of several words that begins without any from the words of goods that look like it.
    private boolean namedAfter(int first, int end) {
        return reading.tokens.get(first).plain()
                && !reading.english(first)
                && reading.tokens.subList(first, end).stream().anyMatch(token -> !token.plain());
    }
}
