package io.parley.conversation.settings;

import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers the seller wrote. They lie beside the shop's settings, in the row that every turn reads anyway.
@Service
@Transactional
class OwnAnswers {
    static final int ANSWERS_MAX = 200;
    private static final TypeReference<List<OwnAnswer>> ANSWERS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    OwnAnswers(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param questions ways to ask it
    /// @param language of both, ISO 639-1; absent when it does not matter
    record OwnAnswer(
            UUID id,
            List<String> questions,
            String answer,
            @Nullable String language) {}

    @Transactional(readOnly = true)
    public List<OwnAnswer> all() {
        return jdbc
                .query(
                        "select answers from shop where shop_id = ?",
                        (row, _) -> json.readValue(row.getString(1), ANSWERS),
                        ShopScope.current())
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    @Transactional(readOnly = true)
    public OwnAnswer one(UUID id) {
        return all().stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst()
                .orElseThrow(OwnAnswers::unknown);
    }

    public OwnAnswer add(List<String> questions, String answer, @Nullable String language) {
        OwnAnswer added = new OwnAnswer(Ids.next(), plain(questions), answer.strip(), language);
        change(present -> {
            if (present.size() >= ANSWERS_MAX) {
                throw Refusal.conflict("too_many_answers", "A shop may have " + ANSWERS_MAX + " own answers at most.");
            }
            List<OwnAnswer> more = new ArrayList<>(present);
            more.add(added);
            return more;
        });
        return added;
    }

    public OwnAnswer replace(UUID id, List<String> questions, String answer, @Nullable String language) {
        OwnAnswer changed = new OwnAnswer(id, plain(questions), answer.strip(), language);
        change(present -> {
            if (present.stream().noneMatch(one -> one.id().equals(id))) {
                throw unknown();
            }
            return present.stream()
                    .map(one -> one.id().equals(id) ? changed : one)
                    .toList();
        });
        return changed;
    }

    public void remove(UUID id) {
        change(present -> {
            List<OwnAnswer> fewer =
                    present.stream().filter(one -> !one.id().equals(id)).toList();
            if (fewer.size() == present.size()) {
                throw unknown();
            }
            return fewer;
        });
    }

    private void change(UnaryOperator<List<OwnAnswer>> how) {
        UUID shop = ShopScope.current();
        jdbc.update("insert into shop (shop_id) values (?) on conflict do nothing", shop);
        String present =
                jdbc.queryForObject("select answers from shop where shop_id = ? for update", String.class, shop);
        List<OwnAnswer> changed = how.apply(json.readValue(String.valueOf(present), ANSWERS));
        jdbc.update("update shop set answers = ?::jsonb where shop_id = ?", json.writeValueAsString(changed), shop);
    }

    private static List<String> plain(List<String> questions) {
        return questions.stream()
                .map(question -> question.strip().replaceAll("\\s+", " "))
                .distinct()
                .toList();
    }

    private static Refusal unknown() {
        return Refusal.notFound("answer_unknown", "There is no such answer.");
    }
}
