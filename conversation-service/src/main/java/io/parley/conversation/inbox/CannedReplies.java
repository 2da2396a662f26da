package io.parley.conversation.inbox;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a team says often, by a short code. `{name}` stands for the shopper's name, `{name|there}` for it or, when it
/// is not known, for the word given.
@Service
@Transactional
class CannedReplies {
    static final String CODE = "[a-z0-9][a-z0-9-]{0,29}";
    private static final int MAX = 200;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}|]*))?}");

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CannedReplies(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Canned(UUID id, String code, String text, Instant updatedAt) {}

    /// By code.
    @Transactional(readOnly = true)
    public List<Canned> all() {
        return jdbc.query(
                "select id, code, text, changed_at from canned_reply where shop_id = ? order by code",
                (row, _) ->
                        new Canned(row.getObject(1, UUID.class), row.getString(2), row.getString(3), instant(row, 4)),
                ShopScope.current());
    }

    public Canned add(String code, String text) {
        checked(text);
        if (all().size() >= MAX) {
            throw Refusal.conflict("too_many_canned_replies", "A shop may have " + MAX + " canned replies at most.");
        }
        UUID id = Ids.next();
        taken(
                code,
                () -> jdbc.update(
                        "insert into canned_reply (shop_id, id, code, text, changed_at) values (?, ?, ?, ?, ?)",
                        ShopScope.current(),
                        id,
                        code,
                        text.strip(),
                        now()));
        return one(id);
    }

    public Canned change(UUID id, String code, String text) {
        checked(text);
        one(id);
        taken(
                code,
                () -> jdbc.update(
                        "update canned_reply set code = ?, text = ?, changed_at = ? where shop_id = ? and id = ?",
                        code,
                        text.strip(),
                        now(),
                        ShopScope.current(),
                        id));
        return one(id);
    }

    public void remove(UUID id) {
        one(id);
        jdbc.update("delete from canned_reply where shop_id = ? and id = ?", ShopScope.current(), id);
    }

    /// The words of a canned reply for this shopper.
    @Transactional(readOnly = true)
    public String words(String code, @Nullable String name) {
        return all().stream()
                .filter(canned -> canned.code().equals(code))
                .findFirst()
                .map(canned -> filled(canned.text(), name))
                .orElseThrow(CannedReplies::unknown);
    }

    static String filled(String text, @Nullable String name) {
        boolean known = name != null && !name.isBlank();
        String filled = PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        known && name != null ? name.strip() : found.group(2) == null ? "" : found.group(2)));
        return known
                ? filled
                : filled.replaceAll(" +([!,.?])", "$1").replaceAll(" {2,}", " ").strip();
    }

    private static void checked(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (!found.group(1).equals("name")) {
                throw Refusal.invalid(
                        "placeholder_unknown",
                        "The only placeholder is {name}, or {name|there} with a word for nobody.");
            }
        }
    }

    private Canned one(UUID id) {
        return all().stream()
                .filter(canned -> canned.id().equals(id))
                .findFirst()
                .orElseThrow(CannedReplies::unknown);
    }

    private static void taken(String code, Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("code_taken", "There is a canned reply called " + code + " already.");
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("canned_reply_unknown", "There is no such canned reply.");
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }
}
