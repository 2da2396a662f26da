package io.parley.sandbox.http;

/// The caller asked for something that cannot be done; becomes a problem+json that says what to do.
public final class BadInput extends RuntimeException {
    private final int status;
    private final String code;

    public BadInput(String code, String detail) {
        this(400, code, detail);
    }

    public BadInput(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static BadInput notFound(String detail) {
        return new BadInput(404, "not_found", detail);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
