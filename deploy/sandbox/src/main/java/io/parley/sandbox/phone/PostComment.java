package io.parley.sandbox.phone;

import java.time.Instant;

/// A comment the shopper left under a post of the shop's, for all to see.
///
/// @param state how far its webhook has come
record PostComment(String id, String postId, String text, Instant at, Bubble.State state) {
    PostComment with(Bubble.State newState) {
        return new PostComment(id, postId, text, at, newState);
    }
}
