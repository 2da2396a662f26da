package io.parley.gateway.identity;

import static io.parley.starter.Timestamps.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EmailProofs {
    private final JdbcClient jdbc;

    EmailProofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(EmailProof proof) {
        jdbc.sql("insert into email_proof (user_id, code_hash, link_hash, expires_at, tries_left, sent_at, sent_today,"
                        + " counting_since) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (user_id) do update set"
                        + " code_hash = excluded.code_hash, link_hash = excluded.link_hash,"
                        + " expires_at = excluded.expires_at, tries_left = excluded.tries_left,"
                        + " sent_at = excluded.sent_at, sent_today = excluded.sent_today,"
                        + " counting_since = excluded.counting_since")
                .params(
                        proof.userId(),
                        proof.codeHash(),
                        proof.linkHash(),
                        at(proof.expiresAt()),
                        proof.triesLeft(),
                        at(proof.sentAt()),
                        proof.sentToday(),
                        at(proof.countingSince()))
                .update();
    }

    /// Found, and nobody else's until the transaction's end: two tries at once count as two.
    Optional<EmailProof> lock(UUID userId) {
        return jdbc.sql("select * from email_proof where user_id = ? for update")
                .param(userId)
                .query((rs, n) -> proof(rs))
                .optional();
    }

    Optional<EmailProof> lockByLink(byte[] linkHash) {
        return jdbc.sql("select * from email_proof where link_hash = ? for update")
                .param(linkHash)
                .query((rs, n) -> proof(rs))
                .optional();
    }

    void countTry(UUID userId) {
        jdbc.sql("update email_proof set tries_left = tries_left - 1 where user_id = ? and tries_left > 0")
                .param(userId)
                .update();
    }

    void delete(UUID userId) {
        jdbc.sql("delete from email_proof where user_id = ?").param(userId).update();
    }

    private static EmailProof proof(ResultSet rs) throws SQLException {
        return new EmailProof(
                rs.getObject("user_id", UUID.class),
                rs.getBytes("code_hash"),
                rs.getBytes("link_hash"),
                rs.getTimestamp("expires_at").toInstant(),
                rs.getInt("tries_left"),
                rs.getTimestamp("sent_at").toInstant(),
                rs.getInt("sent_today"),
                rs.getTimestamp("counting_since").toInstant());
    }
}
