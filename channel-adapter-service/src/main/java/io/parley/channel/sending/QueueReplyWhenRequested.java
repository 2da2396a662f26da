package io.parley.channel.sending;

import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.OutboundEvent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class QueueReplyWhenRequested {
    private final PlatformAdapters adapters;
    private final OutboundQueue queue;
    private final ConversationLanes lanes;

    QueueReplyWhenRequested(PlatformAdapters adapters, OutboundQueue queue, ConversationLanes lanes) {
        this.adapters = adapters;
        this.queue = queue;
        this.lanes = lanes;
    }

    @EventListenerOn(Topic.OUTBOUND)
    void on(OutboundEvent event) {
        switch (event) {
            case ReplyRequested reply -> queue(reply);
        }
    }

    private void queue(ReplyRequested reply) {
        UUID channel = reply.contact().channelId();
        Optional<String> way = queue.way(channel);
        Optional<PlatformAdapter> adapter = way.flatMap(adapters::of);
        List<Part> parts = adapter.map(platform -> platform.parts(reply)).orElseGet(List::of);
        if (!queue.add(reply, parts)) {
            return;
        }
        if (way.isEmpty()) {
            fail(reply, OutboundQueue.CHANNEL_DISCONNECTED);
        } else if (adapter.isEmpty()) {
            fail(reply, "platform_unsupported");
        } else if (parts.isEmpty()) {
            fail(reply, "empty");
        } else {
            UUID shop = ShopScope.current();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    if (reply.delayMillis() > 0) {
                        lanes.seemToType(shop, channel, reply.contact().personId());
                    }
                    lanes.work(shop, channel, reply.contact().conversationKey());
                }
            });
        }
    }

    private void fail(ReplyRequested reply, String code) {
        queue.fail(
                reply.contact().channelId(),
                reply.contact().conversationKey(),
                reply.replyId(),
                code,
                Reasons.UNDELIVERABLE);
    }
}
