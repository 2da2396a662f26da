package io.parley.gateway.routing;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// A service's answer on its way to the caller: status, headers and body as they are, without what belongs to the
/// connection or is the front door's to say.
final class Forwarded implements ServerResponse {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarded.class);
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "date",
            "server",
            "x-trace-id",
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "strict-transport-security",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    private final Services.Answer answer;

    Forwarded(Services.Answer answer) {
        this.answer = answer;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.response().getCode());
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        for (Header header : answer.response().getHeaders()) {
            headers.add(header.getName(), header.getValue());
        }
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        try (answer) {
            response.setStatus(answer.response().getCode());
            for (Header header : answer.response().getHeaders()) {
                if (!NOT_PASSED_ON.contains(header.getName().toLowerCase(Locale.ROOT))) {
                    response.addHeader(header.getName(), header.getValue());
                }
            }
            body(response);
        }
        return null;
    }

    private void body(HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        if (!wrote(out, answer.start(), answer.start().length) || answer.rest() == null) {
            return;
        }
        byte[] chunk = new byte[CHUNK_BYTES];
        int length;
        while ((length = answer.rest().read(chunk)) >= 0) {
            if (!wrote(out, chunk, length)) {
                return;
            }
        }
    }

    /// @return false when the caller has gone, which is no fault of ours
    private static boolean wrote(OutputStream out, byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
            return true;
        } catch (IOException e) {
            LOG.debug("the caller has gone: {}", e.getMessage());
            return false;
        }
    }
}
