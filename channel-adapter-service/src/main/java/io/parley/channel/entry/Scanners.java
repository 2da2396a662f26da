package io.parley.channel.entry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells people who open a link from programs that look at it first: chats that draw a preview,
/// search engines, monitors. Those that call themselves a browser are taken for one.
final class Scanners {
    private static final Pattern ROBOT = Pattern.compile(
            "bot\\b|bot[/_-]|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp/"
                    + "|skypeuripreview|embedly|scraper|fetch|monitor|uptime|pingdom|lighthouse|headless|phantomjs"
                    + "|curl/|wget/|python|java/|okhttp|go-http|libwww|httpclient|axios|node|ruby|perl|scanner|archiver",
            Pattern.CASE_INSENSITIVE);

    private Scanners() {}

    /// @param agent the `User-Agent`
    /// @param purpose of `Sec-Purpose` or `Purpose`: browsers say when they only look ahead
    static boolean isPerson(@Nullable String agent, @Nullable String purpose) {
        return agent != null
                && !agent.isBlank()
                && (purpose == null
                        || !purpose.toLowerCase(java.util.Locale.ROOT).contains("prefetch"))
                && !ROBOT.matcher(agent.length() <= 500 ? agent : agent.substring(0, 500))
                        .find();
    }
}
