package io.parley.notification.delivery;

import io.parley.events.Money;
import io.parley.notification.delivery.Notice.Channel;
import io.parley.notification.delivery.Notice.Handoff;
import io.parley.notification.delivery.Notice.Order;
import io.parley.notification.delivery.Notice.Waiting;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What is written to a seller.
@Component
class Letters {
    private static final int NAMED_IN_SUMMARY_MAX = 20;
    private static final int QUOTED_MAX = 300;
    private final String dashboard;

    /// @param dashboard where sellers work, without a slash at the end
    Letters(@Value("${parley.public-url}") String dashboard) {
        this.dashboard = dashboard.replaceAll("/+$", "");
    }

    /// The letter about one notice.
    Letter about(Notice notice, Shop shop) {
        return switch (notice) {
            case Order order -> order(order, shop);
            case Handoff handoff -> handoff(handoff, shop);
            case Waiting waiting -> waiting(waiting, shop);
            case Notice.Unsent unsent -> unsent(unsent, shop);
            case Notice.Consent consent -> consent(consent, shop);
            case Channel channel -> channel(channel, shop);
        };
    }

    /// One letter about several notices of a kind.
    Letter summary(List<Notice> notices, Shop shop) {
        Kind kind = notices.getFirst().kind();
        String headline = notices.size() + " "
                + switch (kind) {
                    case ORDER_CAPTURED -> "new orders";
                    case HANDOFF -> "conversations need you";
                    case CUSTOMER_WAITING -> "customers are waiting for an answer";
                    case REPLY_FAILED -> "conversations where a reply did not arrive";
                    case PARENT_CONSENT -> "parents are asked";
                    case CHANNEL_TROUBLED -> "channels have a problem";
                    case CHANNEL_DISCONNECTED -> "channels are disconnected";
                };
        Page page = new Page(shop.name(), headline);
        page.say("Since the last message about this:");
        page.list(
                notices.stream().limit(NAMED_IN_SUMMARY_MAX).map(Notice::title).toList());
        if (notices.size() > NAMED_IN_SUMMARY_MAX) {
            page.say("… and " + (notices.size() - NAMED_IN_SUMMARY_MAX) + " more.");
        }
        switch (kind) {
            case ORDER_CAPTURED -> page.button("Open your orders", dashboard + "/orders");
            case HANDOFF, CUSTOMER_WAITING, REPLY_FAILED ->
                page.button("Open your conversations", dashboard + "/conversations");
            case PARENT_CONSENT -> {}
            case CHANNEL_TROUBLED, CHANNEL_DISCONNECTED -> page.button("Open your channels", dashboard + "/channels");
        }
        return page.letter(headline);
    }

    private Letter order(Order order, Shop shop) {
        String total = money(order.total(), shop);
        Page page = new Page(shop.name(), "New order captured");
        page.say("Hi " + shop.name() + ", your assistant captured a new order.");
        page.section("Order " + order.number());
        for (Notice.Line line : order.lines()) {
            page.row(line.title() + " × " + line.quantity(), money(line.total(), shop));
        }
        page.total("Total", total);
        page.row("Ship to", order.shippingLocation());
        page.row("Captured", time(order.captured(), shop));
        if (order.note() != null) {
            page.row("Customer's note", order.note());
        }
        page.section("Customer");
        page.row("Name", order.customerName() == null ? "not given" : order.customerName());
        page.row("Platform", order.platform().title());
        if (order.email() != null) {
            page.row("E-mail", order.email());
        }
        page.button("View the order", dashboard + "/orders/" + order.orderId());
        if (order.conversationId() != null) {
            page.link("View the full conversation", dashboard + "/conversations/" + order.conversationId());
        }
        page.section("Next steps");
        page.steps(List.of(
                "Contact the customer to arrange payment",
                "Confirm the shipping details",
                "Mark the order as completed once it is fulfilled"));
        return page.letter("New order captured: " + order.number() + " (" + total + ")");
    }

    private Letter handoff(Handoff handoff, Shop shop) {
        String who = handoff.customerName() == null ? "A customer" : handoff.customerName();
        Page page = new Page(shop.name(), "A conversation needs you");
        page.say("Hi " + shop.name() + ", your assistant has stopped answering here and waits for you.");
        page.section("Conversation");
        page.row("Customer", who);
        page.row("Platform", handoff.platform().title());
        page.row("Why", Words.handoff(handoff.reason()));
        if (!handoff.summary().isBlank()) {
            page.row("What was said", handoff.summary());
        }
        page.button("Open the conversation", dashboard + "/conversations/" + handoff.conversationId());
        return page.letter(who + " needs you on " + handoff.platform().title());
    }

    private Letter consent(Notice.Consent consent, Shop shop) {
        String link = dashboard + "/api/conversations/consents/" + consent.token();
        if (consent.given()) {
            Page page = new Page(shop.name(), "You have agreed");
            page.say("You have agreed that your child orders from " + shop.name() + " by chat ("
                    + consent.platform().title() + ").");
            page.say("If that was not you, or you think otherwise now, take it back: what is kept of your child is"
                    + " erased then.");
            page.link("See or take back your consent", link);
            return page.letter("You have agreed: your child and " + shop.name());
        }
        Page page = new Page(shop.name(), "Your consent is needed");
        page.say("A child has written to " + shop.name() + " on "
                + consent.platform().title()
                + " and named you as a parent. Nothing of what the child wrote is kept, and nothing is sold before you"
                + " agree.");
        page.button("Read on, and decide", link);
        page.say("If you do not agree, or do not know the child, do nothing.");
        return page.letter("Your consent is needed: your child and " + shop.name());
    }

    private Letter waiting(Waiting waiting, Shop shop) {
        String who = waiting.customerName() == null ? "A customer" : waiting.customerName();
        Page page = new Page(shop.name(), "A customer is waiting");
        page.say("Hi " + shop.name() + ", nobody has answered " + who
                + " for an hour, and the assistant keeps quiet here.");
        page.section("Conversation");
        page.row("Customer", who);
        page.row("Platform", waiting.platform().title());
        page.row("Waiting since", time(waiting.since(), shop));
        if (waiting.lastText() != null && !waiting.lastText().isBlank()) {
            page.row("Last message", shortened(waiting.lastText()));
        }
        page.button("Answer now", dashboard + "/conversations/" + waiting.conversationId());
        return page.letter(
                who + " is waiting for your answer on " + waiting.platform().title());
    }

    private Letter unsent(Notice.Unsent unsent, Shop shop) {
        String platform = unsent.platform().title();
        Page page = new Page(shop.name(), "A reply did not arrive");
        page.say("Hi " + shop.name() + ", a customer on " + platform + " has not received what was said to them.");
        page.section("Conversation");
        page.row("Platform", platform);
        page.row("When", time(unsent.at(), shop));
        page.row("Why", Words.unsent(unsent.reason()));
        if (unsent.conversationId() == null) {
            page.button("See what did not arrive", dashboard + "/channels/" + unsent.channelId());
        } else {
            page.button("Open the conversation", dashboard + "/conversations/" + unsent.conversationId());
        }
        page.say("You hear of this conversation again tomorrow at the earliest, or when what you send again fails.");
        return page.letter("A reply on " + platform + " did not arrive");
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= QUOTED_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, QUOTED_MAX)) + "…";
    }

    private Letter channel(Channel channel, Shop shop) {
        String account = channel.platform().title() + " account " + channel.name();
        String headline = channel.disconnected() ? "A channel is disconnected" : "A channel has a problem";
        Page page = new Page(shop.name(), headline);
        page.say("Hi " + shop.name() + ", "
                + (channel.disconnected()
                        ? "messages to your " + account + " no longer reach Parley, and nobody is answered there."
                        : "there is a problem with your " + account + "."));
        page.section("Channel");
        page.row("Account", channel.name());
        page.row("Platform", channel.platform().title());
        page.row("Problem", Words.channel(channel.problem()));
        if (channel.detail() != null && !channel.detail().isBlank()) {
            page.row("Detail", channel.detail());
        }
        page.button("Open your channels", dashboard + "/channels");
        return page.letter(headline + ": " + account);
    }

    /// `$45.00` where the currency has a sign in the shop's locale, else `4.500 KWD`.
    private static String money(Money money, Shop shop) {
        Locale locale = Locale.forLanguageTag(shop.locale());
        Currency currency = Currency.getInstance(money.currency());
        boolean hasSign = !currency.getSymbol(locale).equals(currency.getCurrencyCode());
        NumberFormat format =
                hasSign ? NumberFormat.getCurrencyInstance(locale) : NumberFormat.getNumberInstance(locale);
        if (hasSign) {
            format.setCurrency(currency);
        }
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        String number = format.format(money.decimal());
        return hasSign ? number : number + " " + currency.getCurrencyCode();
    }

    private static String time(Instant at, Shop shop) {
        ZoneId zone;
        try {
            zone = ZoneId.of(shop.timeZone());
        } catch (DateTimeException e) {
            zone = ZoneOffset.UTC;
        }
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(shop.locale()))
                .format(at.atZone(zone));
    }
}
