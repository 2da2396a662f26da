package io.parley.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A shop's account on a platform.
///
/// @param id the platform's id: Instagram account, Facebook page or WhatsApp phone number id
///     (digits), or a number with its plus
/// @param username without the @; empty where the platform has none
public record Account(Platform platform, String id, String username, String name) {
    private static final Pattern ID = Pattern.compile("\\+?\\d{3,20}");

    public Account {
        if (!isId(id))
            throw new IllegalArgumentException(
                    "an account id is 3 to 20 digits (of a number, after a plus), not '" + id + "'");
        if (name.isBlank()) throw new IllegalArgumentException("account " + id + " needs a name");
    }

    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// The demo shop "Glow by Ama".
    public static List<Account> demo() {
        return List.of(
                new Account(Platform.INSTAGRAM, "17841400000000001", "glowbyama", "Glow by Ama"),
                new Account(Platform.MESSENGER, "100000000000001", "", "Glow by Ama"),
                new Account(Platform.WHATSAPP, "100000000000002", "", "Glow by Ama"),
                new Account(Platform.SMS, "+15005550006", "", "Glow by Ama"),
                new Account(Platform.VOICE, "+15005550009", "", "Glow by Ama"));
    }

    /// Reads `INSTAGRAM|17841400000000001|glowbyama|Glow by Ama,MESSENGER|100000000000001||Glow
    /// by Ama`.
    static List<Account> parse(String list) {
        var accounts = new ArrayList<Account>();
        for (var entry : list.split(",")) {
            var fields = entry.strip().split("\\|", -1);
            if (fields.length != 4)
                throw new IllegalArgumentException(
                        "'" + entry.strip() + "' should read PLATFORM|id|username|name, with commas between accounts");
            accounts.add(new Account(
                    Platform.valueOf(fields[0].strip().toUpperCase(Locale.ROOT)),
                    fields[1].strip(),
                    fields[2].strip(),
                    fields[3].strip()));
        }
        return List.copyOf(accounts);
    }
}
