package io.parley.starter.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/// `%wEx` in a log's pattern, masked: what an exception says of itself may quote what somebody sent.
public class MaskedStackTrace extends ExtendedWhitespaceThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy proxy) {
        return super.throwableProxyToString(proxy)
                .lines()
                .map(Masking::masked)
                .reduce("", (all, line) -> all + line + System.lineSeparator());
    }
}
