package io.parley.starter.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// What the web server refuses before the application hears of it (a null character in a path), as a problem. Made by
/// Tomcat, by its name.
public final class ProblemReport extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem = "{\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
                .formatted(
                        status.getReasonPhrase(),
                        status.value(),
                        status == HttpStatus.BAD_REQUEST
                                ? "request_rejected"
                                : status.name().toLowerCase(Locale.ROOT));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException gone) {
            // nobody is there to read it
        }
    }
}
