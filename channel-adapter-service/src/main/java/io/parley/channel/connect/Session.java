package io.parley.channel.connect;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A seller on the way through the platform's login and back.
///
/// @param candidates what was shared, while it may be chosen from; else empty
record Session(
        UUID shopId,
        UUID id,
        UUID memberId,
        String way,
        SessionStatus status,
        @Nullable ConnectProblem problem,
        @Nullable String problemDetail,
        List<String> missing,
        List<Login.Candidate> candidates,
        Instant expiresAt) {}
