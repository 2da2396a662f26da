package io.parley.gateway.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who may log in, in however many shops.
@Entity
@Table(name = "user_account")
class User {
    @Id
    private UUID id;

    private String email;
    private String name;
    private String passwordHash;
    private @Nullable Instant emailVerifiedAt;
    private Instant createdAt;

    @Version
    private @Nullable Long rowVersion;

    @SuppressWarnings("NullAway") // Hibernate fills it
    protected User() {}

    User(UUID id, String email, String name, String passwordHash, Instant now) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.passwordHash = passwordHash;
        this.createdAt = now;
    }

    /// They read what we sent to their address.
    void provedEmail(Instant at) {
        if (emailVerifiedAt == null) {
            emailVerifiedAt = at;
        }
    }

    void newPassword(String hash) {
        passwordHash = hash;
    }

    void rename(String newName) {
        name = newName.strip();
    }

    UUID id() {
        return id;
    }

    String email() {
        return email;
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean hasProvedEmail() {
        return emailVerifiedAt != null;
    }

    Instant createdAt() {
        return createdAt;
    }
}
