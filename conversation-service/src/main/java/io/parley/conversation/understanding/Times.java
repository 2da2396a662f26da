package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;

/// Days and hours that a message tells: "tomorrow at 3pm", "saa nane mchana".
record Times(Reading reading) {
    /// Where all of them end that are told there, one behind the other; there when none is.
    int after(int from) {
        int end = from;
        for (int next = afterOne(end); next > end; next = afterOne(end)) {
            end = next;
        }
        return end;
    }

    private int afterOne(int from) {
        int day = reading.marks("date")
                .filter(mark -> mark.start() == from)
                .mapToInt(Hit::end)
                .max()
                .orElse(from);
        if (day > from) {
            return day;
        }
        if (reading.is(from, Word.TIME_OF_DAY)) {
            return from + 1;
        }
        return afterHour(from);
    }

    /// "3pm", "saa nane": where it ends; there when none is.
    int afterHour(int from) {
        if (reading.number(from) && reading.is(from + 1, Word.HOUR)) {
            return reading.number(from + 2) && reading.tokens.get(from + 2).glued() ? from + 3 : from + 2;
        }
        boolean counted = reading.number(from + 1) || reading.begins("number", from + 1);
        return reading.is(from, Word.HOUR) && counted ? from + 2 : from;
    }
}
