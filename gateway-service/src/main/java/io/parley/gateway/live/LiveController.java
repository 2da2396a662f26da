package io.parley.gateway.live;

import io.parley.starter.web.Authenticated;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// A shop's live line. Each open one is a virtual thread that sleeps until there is something to write ([Line]); the
/// request's own thread is free again once it stands, and only then does it begin ([LineStart]).
@RestController
@Tag(name = "live")
@Authenticated
class LiveController {
    private static final int ID_LENGTH_MAX = 64;

    private final Streams streams;
    private final Clock clock;

    LiveController(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    @GetMapping("/api/live")
    @Operation(summary = "What happens in the shop, as server-sent events", description = """
                    Events `order`, `message`, `delivery`, `conversation`, `handoff`, `stock`, `channel`, each with a JSON object \
                    that has `type` and `id`. With `Last-Event-ID` what was missed comes first, or the event `reset` \
                    when that is too long ago: then read everything anew. The stream ends when the access token does. \
                    The token may also be given as `?access_token=`.""")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    void live(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.current();
        Instant until = tokenEnds();
        response.setContentType("text/event-stream;charset=UTF-8");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        OutputStream out = response.getOutputStream();
        String from = lastId == null || lastId.length() <= ID_LENGTH_MAX ? lastId : "unknown";
        Stream stream = streams.open(caller.shopId(), caller.userId(), caller.permissions(), from);
        try {
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(0);
            LineStart.whenLetGo(request, new Line(streams, stream, async, out, until, clock));
        } catch (RuntimeException e) {
            streams.close(stream);
            throw e;
        }
    }

    private static Instant tokenEnds() {
        Instant ends = SecurityContextHolder.getContext().getAuthentication() != null
                        && SecurityContextHolder.getContext()
                                        .getAuthentication()
                                        .getPrincipal()
                                instanceof Jwt jwt
                ? jwt.getExpiresAt()
                : null;
        if (ends == null) {
            throw Refusal.unauthenticated("token_invalid", "The access token does not say when it ends.");
        }
        return ends;
    }
}
