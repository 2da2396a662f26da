package io.parley.starter.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/// Every error a caller can see, as `application/problem+json` with a stable `code` and what to do.
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        HttpHeaders headers = new HttpHeaders();
        if (refusal.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        return answer(problem(refusal), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changedMeanwhile(OptimisticLockingFailureException e) {
        return refused(Refusal.conflict(
                "changed_meanwhile", "Somebody else changed this at the same moment; read it again and repeat."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(ConstraintViolationException e) {
        return refused(Refusal.invalid("invalid_input", "Some of the input is not valid.")
                .with(
                        "errors",
                        e.getConstraintViolations().stream()
                                .map(v -> error(v.getPropertyPath().toString(), v.getMessage()))
                                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        return refused(Refusal.invalid("invalid_input", "A parameter is not text: percent-encoded UTF-8 is expected."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> databaseAway(CannotCreateTransactionException e) {
        return away(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> database(DataAccessException e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        String state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        if (e instanceof DataAccessResourceFailureException || state.startsWith("08") || state.startsWith("57P")) {
            return away(e);
        }
        if (e instanceof CannotAcquireLockException || state.startsWith("40")) {
            return refused(Refusal.unavailable("busy", "Too many changes at once; try again in a moment."));
        }
        if (state.startsWith("22")) {
            return refused(Refusal.invalid(
                    "invalid_input", "A value cannot be stored: too large, or with characters no text may have."));
        }
        return unexpected(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof Refusal refusal) {
            return refused(refusal);
        }
        LOG.error("unexpected", e);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "This is our mistake, not yours; it is written down.");
        return answer(dressed(problem, "unexpected"), new HttpHeaders());
    }

    private ResponseEntity<ProblemDetail> away(Exception e) {
        LOG.warn("the database is away: {}", e.getMessage());
        return refused(Refusal.unavailable("database_away", "The service cannot store anything now; try again soon."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = e.getBody();
        problem.setDetail("Some of the input is not valid.");
        problem.setProperty(
                "errors",
                e.getBindingResult().getFieldErrors().stream()
                        .map(f -> error(f.getField(), f.getDefaultMessage()))
                        .toList());
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = e.getBody();
        problem.setDetail("Some of the input is not valid.");
        problem.setProperty(
                "errors",
                e.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(found -> error(
                                        String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                        found.getDefaultMessage())))
                        .toList());
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof Refusal refusal) {
            ResponseEntity<ProblemDetail> refused = refused(refusal);
            return new ResponseEntity<>(refused.getBody(), refused.getHeaders(), refused.getStatusCode());
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, readable(e.getCause()));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String readable(@Nullable Throwable cause) {
        return switch (cause) {
            case DatabindException e
            when !e.getPath().isEmpty() -> {
                StringBuilder where = new StringBuilder();
                e.getPath()
                        .forEach(step -> where.append(
                                step.getPropertyName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : (where.isEmpty() ? "" : ".") + step.getPropertyName()));
                yield "The value of " + where + " is not of the expected kind.";
            }
            case JacksonException e
            when e.getLocation() != null ->
                "The body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ").";
            case null, default -> "The body is missing or not valid JSON.";
        };
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = body instanceof ProblemDetail given ? given : ProblemDetail.forStatus(status);
        HttpHeaders told = new HttpHeaders();
        told.putAll(headers);
        told.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        HttpStatus known = HttpStatus.resolve(status.value());
        String code = status.value() == 400
                ? "invalid_input"
                : known == null ? "refused" : known.name().toLowerCase(Locale.ROOT);
        return super.handleExceptionInternal(e, dressed(problem, code), told, status, request);
    }

    /// Writes a refusal where no handler runs: in a filter.
    void write(HttpServletResponse response, Refusal refusal) throws IOException {
        ProblemDetail problem = problem(refusal);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static ProblemDetail problem(Refusal refusal) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.valueOf(refusal.kind().status()), String.valueOf(refusal.getMessage()));
        refusal.details().forEach(problem::setProperty);
        return dressed(problem, refusal.code());
    }

    private static ProblemDetail dressed(ProblemDetail problem, String code) {
        problem.setProperty("code", code);
        String trace = MDC.get("trace");
        if (trace != null) {
            problem.setProperty("trace", trace);
        }
        return problem;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem, headers, HttpStatusCode.valueOf(problem.getStatus()));
    }

    private static Map<String, String> error(String field, @Nullable String message) {
        return Map.of("field", field, "message", message == null ? "is not valid" : message);
    }
}
