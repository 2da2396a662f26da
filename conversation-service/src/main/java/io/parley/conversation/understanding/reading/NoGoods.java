package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// What is called like something that is sold, and is a street, a town or part of an address here.
final class NoGoods {
    /// "rue de la Lune"
    private static final int STREET_LINKS_MAX = 2;

    private static final int ADDRESS_MAX = 12;

    /// Between a house's number and the word for its street.
    private static final int STREET_WORDS_MAX = 3;

    private NoGoods() {}

    static boolean partOfPlace(Reading reading, Named name, Surroundings at) {
        boolean asked = at.awaitsPlace();
        return isTown(reading, name)
                || !name.certain() && (isPlace(reading, name) || saysNear(reading, name))
                || !name.certain() && (asked || at.place() != null) && Way.within(reading, name.start(), name.end())
                || isStreet(reading, name, at)
                || leadsTo(reading, name)
                || ofSomebody(reading, name)
                || namesStreet(reading, name.start(), name.end())
                || answersWhere(reading, name, at)
                || closesHouse(reading, name, asked)
                || partOfName(reading, name, asked) && (asked || placeBefore(reading, name))
                || namesDistrict(reading, name, asked)
                || partOfTown(reading, name)
                || withinTown(reading, name)
                || tiedInAddress(reading, name, asked)
                || asked && numbersStreet(reading, name)
                || asked && inAddress(reading, name)
                || namesHouse(reading, name, asked)
                || at.place() != null && numbersHouse(reading, name)
                || numbersLongStreet(reading, name, asked)
                || endsLed(reading, name)
                || endsStreet(reading, name)
                || asked && behindNumberedStreet(reading, name)
                || (asked || at.place() != null) && lettered(reading, name);
    }

    /// "*Block* B 12", where an ice block is sold: which of the houses it is.
    private static boolean lettered(Reading reading, Named name) {
        return !name.certain()
                && reading.marked("street", name.start())
                && reading.capital(name.end())
                && reading.tokens.get(name.end()).norm().length() == 1;
    }

    /// "En *face* de la pharmacie", where masks for the face are sold.
    private static boolean saysNear(Reading reading, Named name) {
        return reading.marks("place_near").anyMatch(near -> near.start() <= name.start() && name.end() < near.end());
    }

    /// "45 rue Joseph Essono *Balla*", where a "balle" is sold: behind a house's number, a word for streets and names.
    private static boolean endsStreet(Reading reading, Named name) {
        return reading.capital(name.start())
                && name.end() - name.start() == 1
                && reading.marks("street")
                        .filter(street -> street.weight() > Reading.STREET_WEAK
                                && street.end() < name.start()
                                && reading.number(street.start() - 1))
                        .anyMatch(street ->
                                IntStream.range(street.end(), name.start()).allMatch(reading::capital));
    }

    /// "Hem 56 duong so 17 *binh* thanh", where a "bình" is sold: the number is the street's, and counts nothing.
    private static boolean behindNumberedStreet(Reading reading, Named name) {
        int number = name.start() - 1;
        int street = reading.is(number - 1, Word.HOUSE_NUMBER) ? number - 2 : number - 1;
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.number(number)
                && reading.marks("street")
                        .anyMatch(hit -> hit.end() == street + 1 && hit.weight() > Reading.STREET_WEAK);
    }

    /// "Deliver to Naivasha, Fisherman's *camp*", where camping chairs are sold: the last word of what was led to,
    /// behind nothing but names.
    private static boolean endsLed(Reading reading, Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && name.end() == reading.clauseEnd(name.start())
                && reading.marks("place_before")
                        .filter(lead -> lead.weight() > 0.5 && lead.end() < name.start())
                        .anyMatch(lead -> IntStream.range(lead.end(), name.start())
                                .allMatch(i -> reading.capital(i)
                                        || reading.town(i)
                                        || reading.tokens.get(i).is(",")
                                        || reading.tokens.get(i).norm().length() == 1));
    }

    /// "88 tran *hung* dao, *ninh* kieu, can tho": a common word in the answer to where to, that a house's number opens
    /// and a town closes; the thing right behind a count may be one.
    private static boolean inAddress(Reading reading, Named name) {
        int house = IntStream.range(0, Math.min(HOUSE_WITHIN, reading.tokens.size()))
                .filter(reading::number)
                .findFirst()
                .orElse(reading.tokens.size());
        int last = reading.clauseStart(reading.tokens.size() - 1);
        boolean behindCount = name.start() == house + 1 && reading.clauseEnd(house) == name.end();
        return !name.certain()
                && name.end() - name.start() == 1
                && house < name.start()
                && !behindCount
                && IntStream.range(0, house).allMatch(i -> reading.everyday(i) || reading.marked("street", i))
                && last > house
                && IntStream.range(last, reading.tokens.size()).anyMatch(reading::town);
    }

    /// A word or two may lead to the number.
    private static final int HOUSE_WITHIN = 4;

    /// "Số 5 hàng *bún*": a house's number opens the answer to where to, and a word of a name stands right behind.
    private static boolean numbersStreet(Reading reading, Named name) {
        int clause = reading.clauseStart(name.start());
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.number(clause + 1)
                && reading.free(clause, clause + 1)
                && reading.everyday(clause)
                && !reading.nicety(clause)
                && !reading.marked("share", clause)
                && !reading.marked("unit_pieces", clause + 2)
                && name.start() - clause == 3
                && reading.clauseEnd(name.start()) == name.end();
    }

    /// "233 *phan* van tri q go vap", though "phân" is sold: right behind a house's number, with more of the street
    /// before the area.
    private static boolean numbersLongStreet(Reading reading, Named name, boolean asked) {
        int house = name.start() - 1;
        boolean opens = reading.number(house)
                && (asked && reading.clauseStart(house) == house || reading.endsMark("place_before", house));
        int area = IntStream.range(name.end(), reading.clauseEnd(name.end()))
                .filter(i -> reading.marked("area_before", i) || reading.town(i))
                .findFirst()
                .orElse(0);
        return opens
                && name.end() - name.start() == 1
                && area - name.end() >= STREET_MORE
                && IntStream.range(name.end(), area)
                        .allMatch(i -> reading.tokens.get(i).word() && !reading.claimed(i));
    }

    private static final int STREET_MORE = 2;

    /// "7 Vine St Leeds", "delivery to leeds" ask for no leads.
    private static boolean isTown(Reading reading, Named name) {
        Token word = reading.tokens.get(name.start());
        String written = Token.normal(reading.text.substring(word.start(), word.end()));
        return name.end() - name.start() == 1
                && (reading.capital(name.start()) || reading.ledTo(name.start()))
                && reading.towns.knows(written)
                && !reading.catalogue.knows(written);
    }

    /// "deliver to Nairobi" names the town, though a "Nairobi Runner" is sold.
    private static boolean isPlace(Reading reading, Named name) {
        return reading.towns.contain(reading.tokens, name.start(), name.end())
                && (reading.endsMark("place_before", name.start()) || reading.endsMark("place_weak", name.start()));
    }

    /// "1 rag doll to *Bath*", though bath boats are sold: a capital at the end of the way.
    private static boolean leadsTo(Reading reading, Named name) {
        int end = name.end();
        boolean closes = end >= reading.tokens.size()
                || reading.tokens.get(end).separates()
                || reading.marked("polite", end)
                || reading.marked("particle", end);
        return !name.certain()
                && end - name.start() == 1
                && reading.capital(name.start())
                && !reading.catalogue.head(reading.tokens.get(name.start()).norm())
                && reading.is(name.start() - 1, Word.TOWARDS)
                && (reading.endsMark("place_before", name.start()) || reading.endsMark("place_weak", name.start()))
                && closes;
    }

    /// "My husband *head* big", though head ties are sold; "my son's *birthday*", "*birthday* ya mtoto".
    private static boolean ofSomebody(Reading reading, Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && !reading.catalogue.head(reading.tokens.get(name.start()).norm())
                && (personBefore(reading, name.start()) || personBehind(reading, name.end()));
    }

    /// "Make one of *them* turmeric" is no turmeric of theirs: the word ends a phrase.
    private static boolean personBefore(Reading reading, int at) {
        boolean ofPhrase = reading.everything.stream()
                .anyMatch(hit -> CHANGES.contains(hit.section()) && hit.length() > 1 && hit.end() == at);
        return at > 0 && reading.person(at - 1) && reading.endsMark("person", at) && !ofPhrase
                || at > 1 && reading.tokens.get(at - 1).is("s") && reading.person(at - 2);
    }

    private static final Set<String> CHANGES = Set.of("update_cart", "correction", "some_of_them");

    private static boolean personBehind(Reading reading, int at) {
        return at + 1 < reading.tokens.size()
                && Names.links(reading.tokens.get(at).norm())
                && reading.person(at + 1);
    }

    /// "4 Bode Road" is no body butter: a slip before the word for a street is the street's name.
    private static boolean isStreet(Reading reading, Named name, Surroundings at) {
        boolean slip = !reading.catalogue.knows(reading.tokens.get(name.start()).norm());
        boolean ordered = !slip
                && !reading.capital(name.start())
                && name.products().stream().allMatch(at.settled()::contains);
        boolean onlyWhich = at.awaitsPlace()
                && !ordered
                // "na madaftari dazeni moja"
                && (reading.capital(name.start()) || !reading.begins("number", name.end()))
                && name.end() - name.start() == 1
                && !reading.catalogue.head(reading.tokens.get(name.start()).norm())
                && !reading.catalogue.begins(reading.tokens.get(name.start()).norm());
        boolean quarter = name.end() - name.start() == 1
                && name.start() > 0
                && reading.marked("street", name.start() - 1)
                // "toa tai": takes it off
                && !reading.begins("remove_from_cart", name.start() - 1)
                && (at.awaitsPlace() || !name.certain() && reading.capital(name.start()));
        boolean numbered = reading.marked("street", name.start())
                && reading.number(name.end())
                && name.start() > 0
                && reading.endsMark("place_before", name.start());
        // "10 Toyin street", though a Street Runner is sold
        boolean called = name.end() - name.start() == 1
                && !name.certain()
                && reading.marked("street", name.start())
                && name.start() > 0
                && unknown(reading, name.start() - 1);
        // "giao 45 đường 3/2", though "đường đen" is sold
        boolean houseNext = name.end() - name.start() == 1
                && !name.certain()
                && reading.marked("street", name.start())
                && reading.number(name.start() - 1)
                && (at.awaitsPlace() || reading.ledTo(name.start() - 1) || streetNumber(reading, name.end()));
        // "khu 2, đường 3/2", to where to
        boolean dated = at.awaitsPlace()
                && name.end() - name.start() == 1
                && !name.certain()
                && reading.marked("street", name.start())
                && reading.number(name.end())
                && !reading.number(name.start() - 1);
        return houseNext
                || dated
                || behindStreet(reading, name)
                || beforeStreet(reading, name)
                || onlyWhich
                || quarter
                || numbered
                || called
                || slip && reading.marked("street", name.end());
    }

    /// "22 đường *số 41* phường Tân Quy", "15 đường *3/2* quận 10", though sugar is sold: the street's own number.
    private static boolean streetNumber(Reading reading, int at) {
        boolean said = reading.is(at, Word.HOUSE_NUMBER);
        int number = said ? at + 1 : at;
        int end = reading.clauseEnd(at);
        boolean area = IntStream.range(number + 1, end)
                .anyMatch(i -> reading.marked("area_before", i) || reading.marked("street", i) || reading.town(i));
        return reading.number(number) && (said || area || slashedAt(reading, number));
    }

    private static boolean slashedAt(Reading reading, int number) {
        return number + 1 < reading.tokens.size()
                && (reading.tokens.get(number).norm().contains("/")
                        || reading.tokens.get(number + 1).is("/"));
    }

    /// "12, rue du Pull": a capital close behind a word for a street that a house's number leads to.
    private static boolean behindStreet(Reading reading, Named name) {
        if (!reading.capital(name.start())) {
            return false;
        }
        for (int i = name.start(); i > 1 && name.start() - i <= STREET_LINKS_MAX; i--) {
            if (reading.endsMark("street", i)) {
                int street = i - 1;
                return housed(reading, street);
            }
            if (!reading.everyday(i - 1)) {
                return false;
            }
        }
        return false;
    }

    /// "4 Lugard lock close": between a house's number with a name and a word for a street.
    private static boolean beforeStreet(Reading reading, Named name) {
        int named = name.start() - 1;
        return name.end() < reading.tokens.size()
                && reading.marked("street", name.end())
                && named > 0
                && (unknown(reading, named) || reading.capital(named) && !reading.everyday(named))
                && housed(reading, named);
    }

    /// A word that neither the shop nor a language knows.
    private static boolean unknown(Reading reading, int at) {
        Token token = reading.tokens.get(at);
        return token.word()
                && token.norm().length() > 2
                && !reading.catalogue.knows(token.norm())
                && !reading.common(at);
    }

    /// "Marseille" says where to, when that was asked, though a "Savon de Marseille" is sold.
    private static boolean answersWhere(Reading reading, Named name, Surroundings at) {
        return at.awaitsPlace() && !name.certain() && reading.towns.contain(reading.tokens, name.start(), name.end());
    }

    /// "St Saviour's School" is no school shirt: a capital behind a capital that no language knows.
    private static boolean partOfName(Reading reading, Named name, boolean asked) {
        if (name.certain() || name.end() - name.start() > 1 || name.start() == 0) {
            return false;
        }
        boolean behind = false;
        for (int i = name.start() - 1; i >= 0 && name.start() - i <= 2; i--) {
            behind |= reading.capital(i) && reading.tokens.get(i).norm().length() > 1 && !reading.common(i);
        }
        boolean numbered = false;
        for (int i = name.start() - 1; i > 0 && name.start() - i <= 4; i--) {
            boolean house = reading.number(i) && name.start() - i > 1;
            numbered |= house && housed(reading, i + 1);
            if (house || !reading.capital(i)) {
                break;
            }
        }
        boolean district = asked
                && reading.tokens.get(name.start() - 1).is(",")
                && reading.capital(name.end())
                && !reading.catalogue.knows(reading.tokens.get(name.end()).norm());
        // "66 Xô Viết Nghệ Tĩnh, Bình Thạnh" holds no "bình sữa"
        behind |= numbered || district || opensAddress(reading, name, asked);
        boolean shouting = reading.text.equals(reading.text.toUpperCase(Locale.ROOT));
        return reading.capital(name.start()) && behind && !shouting;
    }

    /// "12 ấp 3 xã Mỹ Lộc, *Cần* Giuộc", where rods go by just that word: behind the comma of an address, or behind a
    /// word for a quarter, before a name that is not sold.
    private static boolean namesDistrict(Reading reading, Named name, boolean asked) {
        int before = name.start() - 1;
        boolean listed = asked
                && before > 0
                && reading.tokens.get(before).is(",")
                && reading.capital(before - 1)
                && reading.numbered();
        return name.end() - name.start() == 1
                && reading.capital(name.start())
                && (listed || before >= 0 && reading.marked("street", before))
                && reading.capital(name.end())
                && !reading.marked("polite", name.end())
                && !reading.catalogue.knows(reading.tokens.get(name.end()).norm());
    }

    /// "9 Hòa Bình", "220/15 Xô Viết Nghệ Tĩnh P21 Bình Thạnh": a bottle is called so, but nothing than names and
    /// numbers stands between it and the house's number.
    private static boolean closesHouse(Reading reading, Named name, boolean asked) {
        boolean names = false;
        boolean may = name.end() - name.start() == 1 && reading.capital(name.start());
        for (int i = name.start() - 1; may && i >= 0 && name.start() - i <= ADDRESS_MAX; i--) {
            Token token = reading.tokens.get(i);
            boolean number = token.number();
            if (number
                    && names
                    && (i == 0 ? asked : asked && housed(reading, i + 1) || reading.endsMark("place_before", i))) {
                return true;
            }
            boolean within = number
                            && (token.glued()
                                    || i > 0 && reading.tokens.get(i - 1).is("/"))
                    || token.is("/")
                    || token.is(",");
            if (!reading.capital(i) && !within) {
                return false;
            }
            names |= reading.capital(i) && !reading.catalogue.knows(token.norm());
        }
        return false;
    }

    /// "To 3 Rose Cottages", "Flat 4, Rose Court": between a house's number and a name that nobody sells.
    private static boolean opensAddress(Reading reading, Named name, boolean asked) {
        return housed(reading, name.start())
                && name.end() < reading.tokens.size()
                && (reading.marked("street", name.end())
                        || foreign(reading, name.end())
                        || asked && reading.capital(name.end()) && reading.capital(name.end() + 1));
    }

    /// "*Rose* Cottage, Church Lane", "*Soap* Lane 4": in capitals before the word for a house or a street, which its
    /// number follows or the rest of the address.
    private static boolean namesHouse(Reading reading, Named name, boolean asked) {
        int house = name.end();
        boolean opens = name.start() == reading.clauseStart(name.start()) || reading.ledTo(name.start());
        return (asked || reading.ledTo(name.start()))
                && opens
                && house < reading.tokens.size()
                && reading.marked("street", house)
                && IntStream.range(name.start(), house + 1).allMatch(reading::capital)
                && (reading.number(house + 1) || house + 1 == reading.clauseEnd(house));
    }

    /// "The *house* is 14", of an order that goes somewhere, though a house blend is sold.
    private static boolean numbersHouse(Reading reading, Named name) {
        int number = IntStream.range(name.end(), reading.clauseEnd(name.start()))
                .filter(reading::number)
                .findFirst()
                .orElse(name.start());
        return name.end() - name.start() == 1
                && reading.is(name.start(), Word.HOUSE)
                && number > name.start()
                && number - name.end() <= HOUSE_LEAD_MAX
                && IntStream.range(name.end(), number)
                        .allMatch(
                                i -> reading.everyday(i) || reading.is(i, Word.NO) || reading.is(i, Word.HOUSE_NUMBER));
    }

    /// "House *number is* 14"
    private static final int HOUSE_LEAD_MAX = 2;

    /// "Nyumba ya kijani", "the green gate": where to, and nothing that comes in green.
    static boolean ofHouse(Reading reading, int start, int end) {
        int before = start - 1;
        boolean linked =
                before > 0 && reading.tokens.get(before).norm().length() <= LINK_MAX && !house(reading, before);
        return end - start == 1 && (house(reading, linked ? before - 1 : before) || house(reading, end));
    }

    private static boolean house(Reading reading, int at) {
        return at >= 0 && reading.is(at, Word.HOUSE) && !reading.inThing(at);
    }

    private static final int LINK_MAX = 2;

    /// "To 5 rose street", "number 5, Palm close", "to 22 Blue Flask street": between a house's number and a word
    /// for streets.
    static boolean namesStreet(Reading reading, int start, int end) {
        boolean within = reading.marks("street")
                .anyMatch(street -> street.length() > 1
                        && street.start() <= start
                        && end <= street.end()
                        // "12 hàng bún", and not a shop for "bún"
                        && (street.weight() > Reading.STREET_WEAK
                                || reading.number(street.start() - 1) && !counts(reading, street)
                                || reading.ledTo(street.start())));
        if (within) {
            // "nghĩa trang" is a graveyard, and nothing white
            return true;
        }
        if (start == 0) {
            return false;
        }
        boolean next = end < reading.tokens.size() && reading.marked("street", end);
        boolean parted = start > 1 && reading.tokens.get(start - 1).is(",") && reading.capital(start);
        return next && (housed(reading, start) || parted && reading.number(start - 2))
                || ledByNumber(reading, start) && reachesStreet(reading, end);
    }

    /// So many of what stands behind: "*2* hàng da", of shoes that are ordered.
    private static boolean counts(Reading reading, Hit street) {
        return reading.tokens.get(street.start() - 1).norm().length() < 2 && !reading.ledTo(street.start() - 1);
    }

    /// Close behind a number that leads to a place: "to 22".
    private static boolean ledByNumber(Reading reading, int at) {
        for (int i = at - 1; i > 0 && at - i <= STREET_WORDS_MAX; i--) {
            if (reading.number(i)) {
                return reading.endsMark("place_before", i) || reading.endsMark("place_weak", i);
            }
            if (!reading.tokens.get(i).word()) {
                return false;
            }
        }
        return false;
    }

    /// Names, and then a word for streets: "Flask street".
    private static boolean reachesStreet(Reading reading, int at) {
        for (int i = at; i < reading.tokens.size() && i - at < STREET_WORDS_MAX; i++) {
            if (reading.marked("street", i)) {
                return true;
            }
            if (!reading.tokens.get(i).word() || !reading.capital(i)) {
                return false;
            }
        }
        return false;
    }

    /// Whether a number stands before it that opens the message or a place: "4 Rose Court", "No 4, Garden Way".
    private static boolean housed(Reading reading, int start) {
        int street = start;
        while (street > 1 && reading.marked("street", street - 1)) {
            // "15 bis rue"
            street--;
        }
        int house = street > 1 && reading.tokens.get(street - 1).is(",") ? street - 2 : street - 1;
        return house >= 0
                && reading.number(house)
                && (house == 0
                        || reading.endsMark(
                                "place_before", reading.tokens.get(house - 1).is(":") ? house - 1 : house)
                        || reading.endsMark("place_weak", house)
                        || reading.tokens.get(house - 1).separates()
                        || reading.is(house - 1, Word.NO)
                        || reading.marked("street", house - 1)
                        || reading.marked("place_lead", house - 1));
    }

    /// A name that neither the shop nor a language knows.
    private static boolean foreign(Reading reading, int at) {
        String norm = reading.tokens.get(at).norm();
        return reading.capital(at)
                && !reading.catalogue.knows(norm)
                && !reading.catalogue.knows(Names.stem(norm))
                && !reading.common(at);
    }

    /// "Cape Coast" holds no case: a slip in a town's name.
    private static boolean partOfTown(Reading reading, Named name) {
        boolean slip = name.end() - name.start() == 1
                && !reading.catalogue.knows(reading.tokens.get(name.start()).norm());
        boolean part = name.end() - name.start() == 1
                && !name.certain()
                && reading.capital(name.start())
                && (name.start() > 0 && reading.capital(name.start() - 1) || reading.capital(name.end()));
        return (slip || part)
                        && (name.start() > 0 && reading.towns.contain(reading.tokens, name.start() - 1, name.end())
                                || name.end() < reading.tokens.size()
                                        && reading.towns.contain(reading.tokens, name.start(), name.end() + 1))
                // "ship soc trang"
                || !name.certain()
                        && name.end() - name.start() == 1
                        && reading.ledTo(name.start() - 1)
                        && reading.towns.contain(reading.tokens, name.start() - 1, name.end())
                || !name.certain()
                        && name.start() > 1
                        && reading.capital(name.start() - 2)
                        && reading.towns.contain(reading.tokens, name.start() - 2, name.end())
                || !name.certain() && reading.capital(name.start()) && opensLongTown(reading, name);
    }

    /// "*Bình* Hưng Hòa": of three words or more.
    private static boolean opensLongTown(Reading reading, Named name) {
        return IntStream.rangeClosed(name.end() + 1, reading.towns.reach(reading.tokens, name.start()))
                .filter(end -> end - name.start() > 2)
                .anyMatch(end -> IntStream.range(name.start(), end).allMatch(reading::capital)
                        && reading.towns.contain(reading.tokens, name.start(), end));
    }

    /// "Quận tân *bình*", "hai *bà* trưng", where a "bình" is sold: of a town's or an area's name of which
    /// nothing else is sold, and of two words no everyday one.
    private static boolean withinTown(Reading reading, Named name) {
        return name.end() - name.start() == 1
                && IntStream.rangeClosed(Math.max(0, name.start() - TOWN_BEFORE_MAX), name.start())
                        .anyMatch(start -> IntStream.rangeClosed(name.end(), reading.towns.reach(reading.tokens, start))
                                .filter(end -> end - start > 1)
                                .anyMatch(end -> reading.towns.contain(reading.tokens, start, end)
                                        && IntStream.range(start, end)
                                                .allMatch(i -> i == name.start() || nobodys(reading, i, end - start))));
    }

    private static final int TOWN_BEFORE_MAX = 3;

    private static boolean nobodys(Reading reading, int at, int words) {
        return !reading.catalogue.knows(reading.tokens.get(at).norm()) && (words > 2 || !reading.everyday(at));
    }

    /// "Số 5 ngõ 12 phố trần *bình*", "giao 45 hoà *bình*, tân phú", "22 *bàn* cờ, quận 3": tied to a name behind a
    /// house's number, in what holds another sign of an address, and nothing between that counts or joins.
    private static boolean tiedInAddress(Reading reading, Named name, boolean asked) {
        int house = IntStream.rangeClosed(1, ADDRESS_MAX)
                .map(back -> name.start() - back)
                .filter(i -> i >= 0 && reading.number(i) && opensAddress(reading, i, asked))
                .findFirst()
                .orElse(-1);
        boolean next = house == name.start() - 1;
        boolean tied = next
                ? called(reading, name.end()) && !reading.common(name.end())
                : called(reading, name.start() - 1) || reading.endsMark("street", name.start());
        return house >= 0
                && name.end() - name.start() == 1
                && tied
                && IntStream.range(house + 1, name.start())
                        .noneMatch(i -> reading.is(i, Word.AND)
                                || reading.is(i, Word.JOINS)
                                || reading.is(i, Word.TAKES)
                                || reading.marked("unit_pieces", i)
                                || reading.begins("add_to_cart", i)
                                || reading.tokens.get(i).endsSentence())
                && (reading.clauseStart(name.start()) <= house
                        ? signed(reading, name, house, reading.tokens.size())
                        : signed(reading, name, reading.clauseStart(name.start()), reading.clauseEnd(name.start())));
    }

    /// Another word than the thing's own says that it is an address.
    private static boolean signed(Reading reading, Named name, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> i != name.start())
                .anyMatch(i -> reading.marked("area_before", i) || reading.marked("street", i) || reading.town(i));
    }

    /// A number behind nothing but what leads to a place, or the words of one that was asked for.
    private static boolean opensAddress(Reading reading, int at, boolean asked) {
        int behindLead = reading.marks("place_before")
                .filter(lead -> lead.weight() > 0.5 && lead.end() <= at)
                .mapToInt(Hit::end)
                .max()
                .orElse(asked && at < HOUSE_WITHIN ? 0 : at + 1);
        return behindLead <= at
                && IntStream.range(behindLead, at)
                        .allMatch(i -> reading.number(i) || reading.everyday(i) || reading.marked("street", i));
    }

    /// A word that nobody sells, and no little one.
    private static boolean called(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.tokens.get(at).word()
                && !reading.everyday(at)
                && !reading.claimed(at)
                && !reading.catalogue.knows(reading.tokens.get(at).norm());
    }

    private static boolean placeBefore(Reading reading, Named name) {
        return reading.markers.stream()
                .anyMatch(hit ->
                        (hit.section().equals("place_before") || hit.section().equals("place_weak"))
                                && hit.end() <= name.start()
                                && name.start() - hit.end() <= 4);
    }
}
