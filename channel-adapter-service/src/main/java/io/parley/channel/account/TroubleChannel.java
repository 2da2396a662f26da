package io.parley.channel.account;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stops a channel's sending when the platform says that only the seller can help.
@Component
public class TroubleChannel {
    private static final Logger LOG = LoggerFactory.getLogger(TroubleChannel.class);

    private final Channels channels;
    private final Clock clock;

    TroubleChannel(Channels channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    /// Takes in what the platform says of one of the current shop's accounts.
    ///
    /// @param at when it said so
    @Transactional
    public void told(UUID channelId, Standing standing, Instant at) {
        channels.findLocked(ShopScope.current(), channelId).ifPresent(channel -> {
            LOG.warn("the platform says of channel {}: {}", channelId, standing);
            channel.told(standing, at);
            channels.saveAndFlush(channel);
        });
    }

    /// Ends what the platform had put on one of the current shop's accounts for a time that is over.
    @Transactional
    void endPassed(UUID channelId) {
        channels.findLocked(ShopScope.current(), channelId).ifPresent(channel -> {
            channel.endPassed(clock.instant());
            channels.saveAndFlush(channel);
        });
    }

    /// Stops the current shop's channels that were connected in one of these ways.
    @Transactional
    public void markAll(List<String> ways, String problem, String detail) {
        for (UUID id : channels.findActiveIds(ShopScope.current(), ways)) {
            channels.findLocked(ShopScope.current(), id).ifPresent(channel -> {
                channel.trouble(problem, detail);
                channels.saveAndFlush(channel);
            });
        }
    }

    /// @param version of the channel the failing call was made with: a channel connected again
    ///     since then is left alone
    @Transactional
    public void mark(UUID channelId, long version, String problem, String detail) {
        channels.findLocked(ShopScope.current(), channelId)
                .filter(channel -> channel.version() == version)
                .ifPresent(channel -> {
                    LOG.warn("channel {} cannot send: {} ({})", channelId, problem, detail);
                    channel.trouble(problem, detail);
                    channels.saveAndFlush(channel);
                });
    }

    /// Something to look at while messages still pass: told once, until [#wellAgain].
    ///
    /// @return whether it was news
    @Transactional
    public boolean warn(UUID channelId, String problem, String detail) {
        return channels.findLocked(ShopScope.current(), channelId)
                .map(channel -> {
                    boolean news = channel.warn(problem, detail);
                    if (news) {
                        LOG.warn("channel {} wants a look: {} ({})", channelId, problem, detail);
                        channels.saveAndFlush(channel);
                    }
                    return news;
                })
                .orElse(false);
    }

    /// @return whether that warning stood
    @Transactional
    public boolean wellAgain(UUID channelId, String problem) {
        return channels.findLocked(ShopScope.current(), channelId)
                .map(channel -> {
                    boolean news = channel.wellAgain(problem);
                    if (news) {
                        channels.saveAndFlush(channel);
                    }
                    return news;
                })
                .orElse(false);
    }
}
