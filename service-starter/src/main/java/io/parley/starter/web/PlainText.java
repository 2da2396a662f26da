package io.parley.starter.web;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// What may stand in the names and values of headers and parameters: assigned characters, no control signs; a tab in
/// values too. These are the rules of Spring's strict firewall, which asks them by a regular expression at every
/// reading of a header; here a loop asks them.
class PlainText {
    private PlainText() {}

    static StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(PlainText::isName);
        firewall.setAllowedHeaderValues(PlainText::isValue);
        firewall.setAllowedParameterNames(PlainText::isName);
        return firewall;
    }

    static boolean isName(@Nullable String text) {
        return text != null && consistsOf(text, PlainText::isPlain);
    }

    static boolean isValue(@Nullable String text) {
        return text == null || consistsOf(text, sign -> sign == '\t' || isPlain(sign));
    }

    private static boolean isPlain(int sign) {
        return sign >= ' ' && sign <= '~' || Character.isDefined(sign) && !Character.isISOControl(sign);
    }

    private static boolean consistsOf(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); ) {
            int sign = text.codePointAt(i);
            if (!allowed.test(sign)) {
                return false;
            }
            i += Character.charCount(sign);
        }
        return true;
    }
}
