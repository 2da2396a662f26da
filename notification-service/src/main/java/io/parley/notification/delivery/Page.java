package io.parley.notification.delivery;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/// A letter being written, as text and as HTML at once. All that is put in is taken for text, whoever wrote it.
class Page {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%1$s</title></head>
            <body style="margin:0;background:#f6f4f1;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#2a2622">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:14px;overflow:hidden">
            <tr><td style="padding:22px 28px;background:#3b2a3f;color:#ffffff">
            <div style="font-size:13px;opacity:.8">%2$s</div><div style="font-size:21px;font-weight:600;margin-top:4px">%1$s</div></td></tr>
            <tr><td style="padding:20px 28px 28px;font-size:15px;line-height:1.5">
            %3$s</td></tr></table>
            <div style="max-width:560px;padding:16px;font-size:12px;color:#857d74">Sent by Parley for %2$s.</div>
            </td></tr></table></body></html>
            """;
    private static final String ROW = """
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0"><tr>
            <td style="padding:5px 12px 5px 0;vertical-align:top;%3$s">%1$s</td>
            <td align="right" style="padding:5px 0;vertical-align:top;%3$s">%2$s</td></tr></table>
            """;
    private static final String BUTTON = """
            <p style="margin:22px 0 10px"><a href="%2$s" style="display:inline-block;padding:12px 22px;border-radius:10px;\
            background:#a4365c;color:#ffffff;text-decoration:none;font-weight:600">%1$s</a></p>
            """;

    private final String shop;
    private final String headline;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Page(String shop, String headline) {
        this.shop = shop;
        this.headline = headline;
    }

    void say(String words) {
        text.append(words).append("\n\n");
        html.append("<p style=\"margin:8px 0\">").append(safe(words)).append("</p>\n");
    }

    void section(String title) {
        text.append('\n').append(title.toUpperCase(java.util.Locale.ROOT)).append('\n');
        html.append("<h2 style=\"margin:22px 0 6px;font-size:13px;letter-spacing:.06em;text-transform:uppercase;"
                        + "color:#857d74;border-bottom:1px solid #ece7e1;padding-bottom:6px\">")
                .append(safe(title))
                .append("</h2>\n");
    }

    void row(String name, String value) {
        row(name, value, "");
    }

    void total(String name, String value) {
        row(name, value, "font-weight:600;border-top:1px solid #ece7e1");
    }

    private void row(String name, String value, String style) {
        text.append(name).append(": ").append(value).append('\n');
        html.append(ROW.formatted(safe(name), safe(value), style));
    }

    void button(String words, String url) {
        text.append('\n').append(words).append(": ").append(url).append('\n');
        html.append(BUTTON.formatted(safe(words), safe(url)));
    }

    void link(String words, String url) {
        text.append(words).append(": ").append(url).append('\n');
        html.append("<p style=\"margin:6px 0\"><a href=\"%2$s\" style=\"color:#a4365c\">%1$s</a></p>\n"
                .formatted(safe(words), safe(url)));
    }

    void list(List<String> items) {
        html.append("<ul style=\"margin:6px 0;padding-left:20px\">\n");
        for (String item : items) {
            text.append("- ").append(item).append('\n');
            html.append("<li>").append(safe(item)).append("</li>\n");
        }
        html.append("</ul>\n");
    }

    void steps(List<String> steps) {
        html.append("<ol style=\"margin:6px 0;padding-left:20px\">\n");
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
            html.append("<li>").append(safe(steps.get(i))).append("</li>\n");
        }
        html.append("</ol>\n");
    }

    /// @param subject in one line
    Letter letter(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return new Letter(
                line,
                headline + "\n\n" + text + "\n-- \nSent by Parley for " + shop + ".\n",
                FRAME.formatted(safe(headline), safe(shop), html));
    }

    private static String safe(String words) {
        return HtmlUtils.htmlEscape(words, "UTF-8");
    }
}
