package io.parley.channel.entry;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is printed on posters and written into shoppers' first messages, in the shop's language.
/// Nobody at the shop reads it before it is seen, so it is short and plain.
///
/// @param scan what to do with the code, on a poster
/// @param orOpen before the link in words
/// @param ask a first message about a thing, with `{name}` and `{code}`
/// @param hello a first message about nothing yet, with `{code}`
/// @param choose over the ways of writing
/// @param nowhere when the shop is not to be reached anywhere
record EntryTexts(
        String language,
        String scan,
        String orOpen,
        String ask,
        String hello,
        String choose,
        String call,
        String nowhere) {
    private static final EntryTexts ENGLISH = new EntryTexts(
            "en",
            "Scan to chat and order",
            "or open",
            "Hi! I'm interested in {name} (ref {code})",
            "Hi! I'd like to know more (ref {code})",
            "How would you like to chat?",
            "Call",
            "This shop cannot be reached by chat right now. Please come back later.");
    private static final Map<String, EntryTexts> BY_LANGUAGE = Map.of(
            "en",
            ENGLISH,
            "fr",
            new EntryTexts(
                    "fr",
                    "Scannez pour discuter et commander",
                    "ou ouvrez",
                    "Bonjour ! Je m'intéresse à {name} (réf {code})",
                    "Bonjour ! J'aimerais en savoir plus (réf {code})",
                    "Où souhaitez-vous discuter ?",
                    "Appeler",
                    "Cette boutique n'est pas joignable pour le moment. Revenez plus tard."),
            "vi",
            new EntryTexts(
                    "vi",
                    "Quét mã để trò chuyện và đặt hàng",
                    "hoặc mở",
                    "Xin chào! Mình quan tâm đến {name} (mã {code})",
                    "Xin chào! Mình muốn biết thêm (mã {code})",
                    "Bạn muốn nhắn tin ở đâu?",
                    "Gọi điện",
                    "Hiện chưa thể nhắn tin cho cửa hàng này. Vui lòng quay lại sau."),
            "sw",
            new EntryTexts(
                    "sw",
                    "Skani ili kuzungumza na kuagiza",
                    "au fungua",
                    "Habari! Ninapenda {name} (kumb {code})",
                    "Habari! Ningependa kujua zaidi (kumb {code})",
                    "Ungependa kuzungumza wapi?",
                    "Piga simu",
                    "Duka hili halipatikani kwa sasa. Tafadhali rudi baadaye."),
            "pcm",
            new EntryTexts(
                    "pcm",
                    "Scan am make we yarn, make you order",
                    "abi open",
                    "How far! I dey interested for {name} (ref {code})",
                    "How far! I wan know more (ref {code})",
                    "Where you wan yarn?",
                    "Call",
                    "You no fit reach dis shop now. Abeg come back later."),
            "es",
            new EntryTexts(
                    "es",
                    "Escanea para chatear y pedir",
                    "o abre",
                    "¡Hola! Me interesa {name} (ref {code})",
                    "¡Hola! Me gustaría saber más (ref {code})",
                    "¿Dónde prefieres escribir?",
                    "Llamar",
                    "Ahora mismo no se puede escribir a esta tienda. Vuelve más tarde."),
            "pt",
            new EntryTexts(
                    "pt",
                    "Escaneie para conversar e comprar",
                    "ou abra",
                    "Olá! Tenho interesse em {name} (ref {code})",
                    "Olá! Gostaria de saber mais (ref {code})",
                    "Onde você prefere conversar?",
                    "Ligar",
                    "Não é possível falar com esta loja agora. Volte mais tarde."),
            "de",
            new EntryTexts(
                    "de",
                    "Scannen, chatten, bestellen",
                    "oder öffnen",
                    "Hallo! Ich interessiere mich für {name} (Ref {code})",
                    "Hallo! Ich möchte mehr wissen (Ref {code})",
                    "Wo möchten Sie schreiben?",
                    "Anrufen",
                    "Dieser Shop ist gerade nicht erreichbar. Bitte später noch einmal versuchen."));

    /// English where there is nothing in the shop's language.
    ///
    /// @param locale BCP 47, for instance `vi-VN`
    static EntryTexts of(@Nullable String locale) {
        String language = locale == null
                ? "en"
                : Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
        return BY_LANGUAGE.getOrDefault(language, ENGLISH);
    }

    /// The shopper's first message.
    ///
    /// @param name of what it is about, null for the shop as such
    String firstMessage(@Nullable String name, String code) {
        // the code first: a name may hold anything
        return name == null
                ? hello.replace("{code}", code)
                : ask.replace("{code}", code).replace("{name}", name);
    }
}
