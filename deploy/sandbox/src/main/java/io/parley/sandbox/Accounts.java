package io.parley.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The shops' accounts. One that nobody announced is there as soon as it is asked for with a token that names it, or
/// something is sent from it: a shop that is connected in a test or by hand works at once.
public final class Accounts {
    private static final int ACCOUNTS_MAX = 10_000;
    private static final String INSTAGRAM_PREFIX = "17841";

    private final List<Account> first;
    private final Map<String, Account> byId = new ConcurrentSkipListMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    Accounts(List<Account> accounts) {
        this.first = accounts;
        accounts.forEach(account -> byId.put(account.id(), account));
    }

    public List<Account> all() {
        return List.copyOf(byId.values());
    }

    public void add(Account account) {
        gone.remove(account.id());
        if (byId.size() < ACCOUNTS_MAX) byId.put(account.id(), account);
    }

    /// Its owner deletes it: it is not learnt again, only announced again.
    public void remove(String id) {
        gone.add(id);
        byId.remove(id);
    }

    public boolean isGone(String id) {
        return gone.contains(id);
    }

    public @Nullable Account find(String id) {
        return byId.get(id);
    }

    /// The account a token belongs to when it is asked for that very one: of the form `…<account id>` it needs no
    /// announcing.
    public @Nullable Account ofToken(String token, String asked) {
        if (gone.contains(asked)) return null;
        var known = ofToken(token);
        if (known != null) return known;
        return Account.isId(asked) && token.matches(".*\\D" + Pattern.quote(asked)) ? learn(asked) : null;
    }

    /// The account a token of the form `…<account id>` belongs to; null when it names none.
    public @Nullable Account ofToken(String token) {
        for (var end = token.length(); end > 0; ) {
            var start = end;
            while (start > 0 && Character.isDigit(token.charAt(start - 1))) start--;
            var account = start < end ? byId.get(token.substring(start, end)) : null;
            if (account != null) return account;
            end = start < end ? start : end - 1;
        }
        return null;
    }

    /// The account with this id, learnt now when it is new.
    public Account learn(String id) {
        var known = byId.get(id);
        if (known != null) return known;
        var platform = id.startsWith(INSTAGRAM_PREFIX) ? Platform.INSTAGRAM : Platform.MESSENGER;
        var learnt = new Account(platform, id, platform == Platform.INSTAGRAM ? "shop" + id : "", "Shop " + id);
        add(learnt);
        return learnt;
    }

    /// The first account announced for a platform; null when there is none.
    public @Nullable Account main(Platform platform) {
        return first.stream()
                .filter(account -> account.platform() == platform)
                .findFirst()
                .orElseGet(() -> byId.values().stream()
                        .filter(account -> account.platform() == platform)
                        .findFirst()
                        .orElse(null));
    }
}
