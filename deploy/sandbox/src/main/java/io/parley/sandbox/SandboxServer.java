package io.parley.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.parley.sandbox.faults.Faults;
import io.parley.sandbox.faults.FaultsApi;
import io.parley.sandbox.http.Pages;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.LedgerApi;
import io.parley.sandbox.ledger.Sent;
import io.parley.sandbox.mail.Mail;
import io.parley.sandbox.mail.MailApi;
import io.parley.sandbox.mail.Mails;
import io.parley.sandbox.mail.SmtpServer;
import io.parley.sandbox.meta.FacebookLogin;
import io.parley.sandbox.meta.MetaConversations;
import io.parley.sandbox.meta.MetaGraph;
import io.parley.sandbox.meta.MetaIds;
import io.parley.sandbox.openai.ModelApi;
import io.parley.sandbox.phone.CallPhone;
import io.parley.sandbox.phone.Chats;
import io.parley.sandbox.phone.Files;
import io.parley.sandbox.phone.PhoneApi;
import io.parley.sandbox.phone.Receipts;
import io.parley.sandbox.phone.RemoteImages;
import io.parley.sandbox.rules.Windows;
import io.parley.sandbox.telegram.TelegramApi;
import io.parley.sandbox.twilio.TwilioRest;
import io.parley.sandbox.webhook.Webhooks;
import io.parley.sandbox.whatsapp.WhatsAppCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A running sandbox. In a process of its own through [Sandbox], or inside a test with
/// [Config#forTests].
public final class SandboxServer implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final HttpServer http;
    private final SmtpServer smtp;
    private final ExecutorService threads;
    private final Settings settings;
    private final Faults faults;
    private final Ledger ledger;
    private final Chats chats;
    private final Mails mails;
    private final MailApi mailApi;
    private final Webhooks webhooks;
    private final RemoteImages images;
    private final CallPhone calls;

    private SandboxServer(Config config) throws IOException {
        var clock = Clock.systemUTC();
        var accounts = new Accounts(config.accounts());
        threads = Executors.newVirtualThreadPerTaskExecutor();
        settings = new Settings(config.webhookUrl());
        faults = new Faults();
        ledger = new Ledger(config.ledgerSize(), clock);
        images = new RemoteImages();
        chats = new Chats(images, clock);
        var twilioToken = System.getenv().getOrDefault("TWILIO_AUTH_TOKEN", TwilioRest.LOCAL_TOKEN);
        webhooks = new Webhooks(settings, config.appSecret(), twilioToken);
        var files = new Files();
        mails = new Mails(clock, this::mailed);
        mailApi = new MailApi(mails);
        var receipts = new Receipts(chats, webhooks, settings, clock, threads);
        var login = new FacebookLogin(
                accounts,
                System.getenv().getOrDefault("META_APP_ID", FacebookLogin.LOCAL_APP),
                config.appSecret(),
                clock);
        var conversations = new MetaConversations(accounts, login, chats, webhooks, clock);
        calls = new CallPhone(
                chats, accounts, settings, System.getenv().getOrDefault("VOICE_SECRET", CallPhone.LOCAL_SECRET), clock);
        var windows = new Windows(chats, clock);
        var router = new Router();
        List.<StandIn>of(
                        new Pages(),
                        new SettingsApi(settings, accounts),
                        new LedgerApi(ledger),
                        new FaultsApi(faults),
                        mailApi,
                        new ModelApi(faults, clock),
                        new PhoneApi(
                                chats, images, webhooks, receipts, accounts, settings, MetaIds::message, files, clock),
                        new TwilioRest(
                                twilioToken,
                                accounts,
                                faults,
                                ledger,
                                chats,
                                receipts,
                                settings,
                                windows,
                                clock,
                                threads),
                        calls,
                        new WhatsAppCloud(
                                accounts, faults, ledger, chats, receipts, files, settings, windows, clock, threads),
                        new TelegramApi(faults, ledger, settings, clock, threads),
                        login,
                        conversations,
                        // its paths are the widest
                        new MetaGraph(accounts, faults, ledger, chats, receipts, login, conversations, windows, clock))
                .forEach(standIn -> standIn.mount(router));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()), BACKLOG);
        http.setExecutor(threads);
        http.createContext("/", router);
        try {
            smtp = SmtpServer.start(config.host(), config.smtpPort(), mails, faults);
        } catch (UncheckedIOException taken) {
            http.stop(0);
            throw taken;
        }
        http.start();
    }

    /// @throws UncheckedIOException when a port is taken
    public static SandboxServer start(Config config) {
        // headers and body leave at once, not 40 ms apart
        if (System.getProperty("sun.net.httpserver.nodelay") == null)
            System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new SandboxServer(config);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + taken.getMessage(), taken);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    public int smtpPort() {
        return smtp.port();
    }

    /// `http://localhost:<port>`: the Graph API's base, and where the pages and the control API
    /// are.
    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    /// Sends the webhooks elsewhere from now on: for a test whose service starts after the sandbox.
    public void webhooksTo(URI url) {
        settings.webhooksTo(url);
    }

    /// The messages that reached one person, oldest first.
    public List<Sent> sentTo(String personId) {
        return ledger.to(personId, sent -> sent.outcome() == Sent.Outcome.MESSAGE);
    }

    /// The mails to one address, newest first.
    public List<Mail> mailsTo(String address) {
        return mails.all(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase), Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        faults.close();
        calls.close();
        chats.close();
        mailApi.close();
        webhooks.close();
        smtp.close();
        http.stop(0);
        threads.shutdownNow();
        images.close();
    }

    private void mailed(Mail mail) {
        chats.mailed(mail.subject(), mail.id());
        mailApi.received(mail);
    }
}
