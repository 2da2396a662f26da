package io.parley.starter.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// `%m` in a log's pattern, masked.
public class MaskedMessage extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Masking.masked(super.convert(event));
    }
}
