package io.parley.conversation.understanding.words;

import java.util.Locale;

/// Single words a rule of position asks for ("of" between a box and a number): the sections
/// `word_…` of the language files, where a speaker corrects them. A word plays its part in whatever language the
/// message is.
public enum Word {
    /// "taille 42": the number behind is a size
    SIZE,
    /// "my earbuds spoiled, I need a *new* one"
    NEW,
    /// names a colour: "the rope in purple"
    SHADE,
    /// the word behind it names a colour: "rangi ya zambarau", "màu tím"
    SHADE_BEFORE,
    /// between two measures: "4 by 6"
    BY,
    /// before a verb: "a plant *that* can survive", "as soon as *you* can"
    SUBJECT,
    /// words for goods at large: who complains of "the cloth" names nothing
    AT_LARGE,
    /// so many of them are listed behind: "3 *things*: shorts, a turban and a bag"
    THING,
    /// "3 kilos of nails", where nails are sold by no weight of their own, are three
    BULK,
    /// a variant so named is sold by weight or length
    WEIGHT,
    /// "for 6 people": a size, no count
    PEOPLE,
    /// the number behind it says which one: "namba 42", "loại 12 cái"
    WHICH,
    /// "nyumba ya kijani", "the green gate": the colour beside it is no goods'
    HOUSE,
    /// "the *house* is 14", and no part of one
    DWELLING,
    /// points within an address, which goes on behind it: "South B *hapo* Capital Centre"
    THERE,
    /// "11h30": tied to a number it says when
    HOUR,
    /// "a tart for 6": which one, right behind the thing
    SERVES,
    /// "feeds 10", "a box feeding 10"
    FEEDS,
    /// "a box of 24": which one
    PACK,
    /// behind whom one calls: "dì Sáu *ơi*" counts no six
    CALLS,
    /// before a thing it takes it off: "*bỏ* ấm ra"
    DROPS,
    /// between two of which one is meant: "40 or 42"
    OR,
    /// before a number: the one said before was wrong
    MENDS,
    /// before "one" that counts nothing: "which one", "the long one"
    ONE_OF,
    /// stands for a thing and counts nothing behind its name: "the glow one"
    PRONOUN,
    /// before somebody's name: "chez Mme Petit"
    TITLE,
    /// in a question that nothing else explains: what was spoken of is asked about, "is it tested on animals?"
    OF_IT,
    /// "change the three to five": between the old and the new
    CHANGED_TO,
    /// "swap one for a cream": before what comes instead
    SWAPPED_FOR,
    /// "3 plutôt que 2": the number behind is not wanted
    RATHER_THAN,
    /// "no 2" may be a house or the second: the number behind is not refused by it
    NO,
    /// one, or only an article: "une arnaque" counts nothing
    MAYBE_ARTICLE,
    /// "the 50": which one, not how many
    POINTS,
    /// joins two things
    AND,
    /// joins it too, beside other uses: "2 hộp bánh với kẹo"
    JOINS,
    /// so many that it is not said: "des biscuits", "some tea"
    SOME,
    /// joins a measure or a day to what it is of: "a pack of filters", "12th of May"
    OF,
    /// one of what stands behind
    A,
    /// one, where things are ordered; in a question it counts nothing: "can you write on a cake"
    ARTICLE,
    /// two of what comes in pairs: "two pairs"
    TWO,
    /// two that are sold as one
    PAIR,
    /// behind what it points at: "đôi *này*" counts none
    THIS,
    /// "one each"
    ONE,
    /// before a count that stands apart: "is it in stock? I'll take 2"
    TAKES,
    /// "4 me", "4 d baby": "4" is "for" before it
    TO_WHOM,
    /// adds something, in a question only stresses it: "does it do for the gym too?"
    TOO,
    /// a laugh: what is said with it wants nothing
    LAUGHS,
    /// "for tomorrow morning" greets nobody
    TIME_OF_DAY,
    /// in what cancels: the whole order and not a thing of it
    ORDER,
    /// "what is the delivery first?" picks no first, unless a word that points stands before it
    IN_PASSING,
    /// "the first", "my last"
    POINTER,
    /// leads to where something goes
    TOWARDS,
    /// opens a place in the shopper's own words: "my office"
    OWN_PLACE,
    /// a place ends before it: "to Yaba not Ikeja"
    NOT,
    /// no part of a place that ends with it: "Yaba pls"
    TRAILS,
    /// behind a comma in an address: something else begins
    NEXT_CLAUSE,
    /// before "order" it is done and not named: "to order 2000"
    ACTS,
    /// what the shop does to things it did not sell: "screen repair"
    MENDING,
    /// it came from the shop: "it arrived broken" complains, "my own is broken, do you fix it" asks
    RECEIVED,
    /// between a part and what it is of: "battery for my iPhone 11"
    BELONGS,
    /// before two amounts: "between 2000 and 3000"
    BETWEEN,
    /// before a place's name and no part of it: "to the Plateau"
    ARTICLE_OF_PLACE,
    /// before a size, and never before a count: "the sneakers in 43"
    IN,
    /// what was ordered, where something else came: "I ordered navy, you sent beige"
    ORDERED,
    /// what came
    CAME,
    /// whose age stands behind "is": "she is 10, which shirt"
    AGED,
    TELLS,
    PRAISES,
    /// makes something of what is named: "make the soap three"
    MAKES,
    /// makes a question of what stands before it: "sand no dey inside abi"
    TAG,
    /// before a word for what a thing is or does: "e dey charge"
    DOES,
    /// closes a question of what belongs to what was spoken of: "il y a du vin dedans ?"
    WITHIN,
    /// between the count of all and that of some of it: "3 dont un noir"
    OF_WHICH,
    /// before the count that is to come of it: "add some to make it 8", "ziwe nane"
    REACHES,
    /// behind a count of all there shall be: "8 in total"
    IN_ALL,
    /// so many at once, and counted itself: "two *dozen*", "2 *chục*"
    DOZEN,
    /// of a count, before a variant: "a dozen, half vanilla half chocolate"
    HALF,
    /// before what a thing is to hold: "the set with tea instead of coffee"
    WITH,
    /// before a number it counts time or turns: "miaka miwili"
    LASTS,
    /// opens what is asked whether it is so: "*có* ship không"
    WHETHER,
    /// and closes it
    OR_NOT,
    /// "nhận *được*": behind what one does, that it can be done
    CAN,
    /// before a house's number and part of the address: "số 34 Lê Duẩn"
    HOUSE_NUMBER,
    /// a spoken weight, that counts: "1 ký mực"
    KILO,
    /// "a small *gift* for my mum" names none of the gift sets
    GIFT;

    /// What its section is called.
    String section() {
        return "word_" + name().toLowerCase(Locale.ROOT);
    }
}
