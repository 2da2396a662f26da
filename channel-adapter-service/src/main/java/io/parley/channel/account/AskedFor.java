package io.parley.channel.account;

import io.parley.channel.platform.ConnectForm;
import io.parley.starter.web.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a seller gave to connect an account, compared with what the adapter asks for.
public final class AskedFor {
    private AskedFor() {}

    /// @throws Refusal invalid, when it is not what the adapter's ids look like
    public static String accountId(ConnectForm form, String given) {
        return fitting(form.accountId(), given.strip(), "accountId", form.accountIdIs());
    }

    /// @throws Refusal invalid, when one is missing, misshapen or not asked for
    public static Map<String, String> details(ConnectForm form, @Nullable Map<String, @Nullable String> given) {
        Map<String, @Nullable String> all = given == null ? Map.of() : given;
        Map<String, String> details = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (ConnectForm.Detail asked : form.details()) {
            names.add(asked.name());
            String value = all.get(asked.name());
            if (value != null && !value.isBlank()) {
                details.put(
                        asked.name(), fitting(asked.pattern(), value.strip(), "details." + asked.name(), asked.is()));
            } else if (asked.required()) {
                throw refused("details." + asked.name(), asked.is());
            }
        }
        for (String name : all.keySet()) {
            if (!names.contains(name)) {
                throw Refusal.invalid("invalid_input", "details has a name that is not asked for here.");
            }
        }
        return details;
    }

    private static String fitting(Pattern pattern, String value, String name, String is) {
        if (!pattern.matcher(value).matches()) {
            throw refused(name, is);
        }
        return value;
    }

    /// That a field is not what is asked for.
    ///
    /// @param is what it must be, in words
    public static Refusal refused(String name, String is) {
        return refused(name, is, name + " must be " + is + ".");
    }

    /// @param detail the whole in words, where there is more to say than that
    public static Refusal refused(String name, String is, String detail) {
        return Refusal.invalid("invalid_input", detail)
                .with("errors", List.of(Map.of("field", name, "message", "must be " + is)));
    }
}
