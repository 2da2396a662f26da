package io.parley.channel.voice;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is said on a call before anybody has answered, in the shop's language. `{shop}` is its name.
///
/// @param recorded that the call is, before anything is
/// @param holding when the answer takes longer than a caller bears silence
/// @param noted when the shop itself has to answer, and cannot now
/// @param connecting before a call is passed on
/// @param nobody when there is nobody to pass it on to
record VoiceTexts(
        String language,
        String greeting,
        String recorded,
        String holding,
        String noted,
        String connecting,
        String nobody) {
    private static final VoiceTexts ENGLISH = new VoiceTexts(
            "en",
            "Hello, this is the automated assistant of {shop}. What can I do for you?",
            "This call is recorded.",
            "One moment please, I am looking that up.",
            "I have written that down for {shop}, and they will get back to you. Is there anything else? Otherwise you"
                    + " can simply hang up.",
            "I am connecting you with {shop} now.",
            "I am sorry, nobody at {shop} can take the call right now. Tell me what it is about, and they will call"
                    + " you back.");
    private static final Map<String, VoiceTexts> BY_LANGUAGE = Map.of(
            "en",
            ENGLISH,
            "fr",
            new VoiceTexts(
                    "fr",
                    "Bonjour, ici l'assistant automatique de {shop}. Que puis-je faire pour vous ?",
                    "Cet appel est enregistré.",
                    "Un instant s'il vous plaît, je regarde.",
                    "C'est noté pour {shop}, qui reviendra vers vous. Y a-t-il autre chose ? Sinon, vous pouvez"
                            + " raccrocher.",
                    "Je vous mets en relation avec {shop}.",
                    "Je suis désolé, personne chez {shop} ne peut prendre l'appel. Dites-moi de quoi il s'agit, et on"
                            + " vous rappellera."),
            "es",
            new VoiceTexts(
                    "es",
                    "Hola, soy el asistente automático de {shop}. ¿En qué puedo ayudarle?",
                    "Esta llamada se graba.",
                    "Un momento por favor, lo estoy mirando.",
                    "Lo he anotado para {shop}, que se pondrá en contacto con usted. ¿Algo más? Si no, puede colgar.",
                    "Le paso con {shop}.",
                    "Lo siento, nadie de {shop} puede atender ahora. Dígame de qué se trata y le devolverán la"
                            + " llamada."),
            "pt",
            new VoiceTexts(
                    "pt",
                    "Olá, aqui é o assistente automático de {shop}. Em que posso ajudar?",
                    "Esta chamada é gravada.",
                    "Um momento por favor, estou a ver.",
                    "Anotei para {shop}, que entrará em contacto. Mais alguma coisa? Se não, pode desligar.",
                    "Vou passar a chamada para {shop}.",
                    "Lamento, ninguém de {shop} pode atender agora. Diga-me do que se trata e ligam de volta."),
            "de",
            new VoiceTexts(
                    "de",
                    "Guten Tag, hier ist der automatische Assistent von {shop}. Was kann ich für Sie tun?",
                    "Dieses Gespräch wird aufgezeichnet.",
                    "Einen Moment bitte, ich sehe nach.",
                    "Ich habe das für {shop} notiert, man meldet sich bei Ihnen. Gibt es noch etwas? Sonst können Sie"
                            + " einfach auflegen.",
                    "Ich verbinde Sie mit {shop}.",
                    "Es tut mir leid, bei {shop} kann gerade niemand ans Telefon. Sagen Sie mir, worum es geht, dann"
                            + " ruft man Sie zurück."),
            "vi",
            new VoiceTexts(
                    "vi",
                    "Xin chào, đây là trợ lý tự động của {shop}. Tôi có thể giúp gì cho bạn?",
                    "Cuộc gọi này được ghi âm.",
                    "Xin chờ một chút, tôi đang kiểm tra.",
                    "Tôi đã ghi lại cho {shop}, họ sẽ liên hệ với bạn. Còn gì nữa không? Nếu không, bạn có thể gác máy.",
                    "Tôi đang nối máy với {shop}.",
                    "Rất tiếc, hiện không ai ở {shop} có thể nghe máy. Hãy cho tôi biết nội dung, họ sẽ gọi lại."),
            "sw",
            new VoiceTexts(
                    "sw",
                    "Habari, hii ni huduma ya kiotomatiki ya {shop}. Nikusaidie nini?",
                    "Simu hii inarekodiwa.",
                    "Subiri kidogo tafadhali, ninaangalia.",
                    "Nimeandika kwa ajili ya {shop}, watakujibu. Kuna kingine? Kama hakuna, unaweza kukata simu.",
                    "Ninakuunganisha na {shop} sasa.",
                    "Samahani, hakuna mtu wa {shop} anayeweza kupokea simu sasa. Niambie inahusu nini, watakupigia."),
            "pcm",
            new VoiceTexts(
                    "pcm",
                    "How far, na the automatic assistant of {shop} be dis. Wetin I fit do for you?",
                    "Dem dey record dis call.",
                    "Abeg wait small, I dey check am.",
                    "I don write am down for {shop}, dem go get back to you. Anything else? If not, you fit drop the"
                            + " call.",
                    "I dey connect you to {shop} now.",
                    "Abeg no vex, nobody for {shop} fit pick call now. Tell me wetin e be, dem go call you back."));

    /// English where there is nothing in the shop's language.
    ///
    /// @param locale BCP 47, for instance `vi-VN`
    static VoiceTexts of(@Nullable String locale, @Nullable String shopName) {
        String language = locale == null
                ? "en"
                : Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
        VoiceTexts texts = BY_LANGUAGE.getOrDefault(language, ENGLISH);
        String shop = shopName == null || shopName.isBlank() ? "the shop" : shopName.strip();
        return new VoiceTexts(
                texts.language,
                texts.greeting.replace("{shop}", shop),
                texts.recorded,
                texts.holding,
                texts.noted.replace("{shop}", shop),
                texts.connecting.replace("{shop}", shop),
                texts.nobody.replace("{shop}", shop));
    }
}
