package io.parley.channel.account;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What a seller is answered who connected an account, in whichever way: the channel, with 201 for one new to the shop
/// and 200 for one connected again.
@Component
public class ConnectAnswer {
    private final ChannelBook book;

    ConnectAnswer(ChannelBook book) {
        this.book = book;
    }

    public ResponseEntity<ChannelView> to(ConnectChannel.Connected connected) {
        return ResponseEntity.status(connected.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(book.one(connected.channelId()));
    }
}
