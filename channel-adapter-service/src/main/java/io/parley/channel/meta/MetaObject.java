package io.parley.channel.meta;

import io.parley.channel.intake.Finding;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the bodies of one more kind of Meta's: they come to the same address, signed with the same secret, and name
/// their kind themselves.
public interface MetaObject {
    /// As `object` says it.
    String object();

    /// What is in a body; never fails on its account.
    ///
    /// @throws io.parley.starter.web.Refusal unavailable, when what must be looked up cannot be
    List<Finding> read(JsonNode body, Instant now);
}
