package io.parley.channel.intake;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Which product a post is about, so that a comment "mine" under it can be taken for an order of
/// it.
@RestController
@RequestMapping("/api/channels/{id}/posts")
class PostProductController {
    private static final String POST_ID = "[A-Za-z0-9_.-]{1,100}";

    private final PostProducts products;

    PostProductController(PostProducts products) {
        this.products = products;
    }

    record Posts(List<PostProducts.Mapped> items) {}

    record Product(@NotNull UUID productId) {}

    @GetMapping
    @Allowed("channels:read")
    Posts posts(@PathVariable UUID id) {
        return new Posts(products.posts(id));
    }

    /// @param postId the platform's id of the post, reel or live video
    @PutMapping("/{postId}")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void map(@PathVariable UUID id, @PathVariable String postId, @Valid @RequestBody Product product) {
        products.map(id, checked(postId), product.productId());
    }

    @DeleteMapping("/{postId}")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable UUID id, @PathVariable String postId) {
        products.forget(id, checked(postId));
    }

    private static String checked(String postId) {
        if (!postId.matches(POST_ID)) {
            throw Refusal.invalid("post_invalid", "Give the platform's id of the post: letters, digits, _ . and -.");
        }
        return postId;
    }
}
