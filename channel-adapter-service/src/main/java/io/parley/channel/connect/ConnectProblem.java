package io.parley.channel.connect;

import java.util.Locale;

/// Why an account was not connected, and what the seller can do about it.
public enum ConnectProblem {
    CANCELLED("The login was cancelled. Start again and allow what is asked for."),
    STATE_EXPIRED("The login took longer than ten minutes, or was not begun here. Start again."),
    STATE_REUSED("This login was finished before. Look at the list of channels, or start again."),
    OTHER_BROWSER("The login was begun in another browser. Start and finish it in the same one."),
    TOKEN_REFUSED(
            "The platform does not take this access token: it is mistyped, has ended, or was taken back. Make a new"
                    + " one, or connect by logging in."),
    ACCOUNT_NOT_REACHED("With this access token the platform knows no such account. Check the id, and that the token is"
            + " this account's own and not a person's or another page's."),
    NOT_A_PAGE("This id is not a Facebook page's. Copy the page id from the page's settings, under Page transparency."),
    NOT_AN_INSTAGRAM_ACCOUNT(
            "This id is not an Instagram account's. A page's own id is something else: give the id of the"
                    + " Instagram account that is linked to it."),
    CODE_REJECTED("The platform did not accept the login. Start again."),
    MISSING_PERMISSIONS("Not everything that is needed was allowed. Start again and leave all permissions ticked."),
    NO_PAGE("There is no Facebook page among what was shared. Create one, or start again and tick your page."),
    PAGE_ROLE("Your role on this page does not include messages. Ask the page's admin for it, or let them connect it."),
    PAGE_WITHOUT_INSTAGRAM(
            "No Instagram account is linked to this page. Link one in the page's settings (Linked accounts), then"
                    + " start again."),
    PERSONAL_ACCOUNT(
            "The linked Instagram account is a personal one. In the Instagram app, under Settings, Account type,"
                    + " switch it to a professional account, then start again."),
    CONNECTED_ELSEWHERE("This account is connected to another shop; disconnect it there first."),
    WEBHOOK_SUBSCRIPTION_FAILED(
            "The platform would not agree to send this account's messages. Check that you are the page's admin, then"
                    + " start again."),
    PLATFORM_UNAVAILABLE("The platform does not answer now. Start again in some minutes.");

    private final String words;

    ConnectProblem(String words) {
        this.words = words;
    }

    /// For programs, and for the dashboard's own words.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }
}
