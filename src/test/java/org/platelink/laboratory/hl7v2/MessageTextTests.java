package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTests {

    private static final String HEADER = "MSH|^~\\&|LAB|SITE|||20240102||ORU^R01|1|P|2.5.1";

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\n\r\n"})
    void takesAnyEndOfASegment(String end) {
        MessageText text = decode(end + HEADER + end + "PID|1" + end + "OBX|1" + end + end, null);

        assertThat(text.text()).isEqualTo(HEADER + "\rPID|1\rOBX|1");
    }

    @Test
    void countsSegmentsByNameWhetherTheyHaveFieldsOrNot() {
        MessageText text = decode(HEADER + "\rOBX|1\rOBX\rOBXX|2\rZBX|OBX|\rOBX^1", null);

        assertThat(text.segments("OBX")).isEqualTo(2);
        assertThat(text.segments("MSH")).isOne();
        assertThat(text.segments("SPM")).isZero();
    }

    @Test
    void isTheSameMessageWithMoreEmptyFieldsAtTheEndOfSegments() {
        assertThat(decode(HEADER + "||\r\nOBX|1|NM|||\r\n", null).normalised())
                .isEqualTo(decode(HEADER + "\rOBX|1|NM", null).normalised())
                .isNotEqualTo(decode(HEADER + "\rOBX|1||NM", null).normalised());
    }

    @Test
    void knowsItsOrdersAndWhetherItCorrects() {
        MessageText text =
                decode(HEADER + "\rPID|1||A^^^H\rORC|RE|P\rOBR|1|P|F^L \rOBX|1||||||||||F\rPID|2||B\rOBR|1||F^L", null);

        assertThat(text.orders()).containsExactly("2|P|A^^^H", "3|F^L|A^^^H", "3|F^L|B");
        assertThat(text.corrects()).isFalse();
        assertThat(decode(HEADER + "\rOBX|1||||||||||c ", null).corrects()).isTrue();
        assertThat(decode(HEADER + "\rOBR|1" + "|".repeat(24) + "C", null).corrects())
                .isTrue();
        assertThat(decode(HEADER + "\rOBR\rOBX\rOBX|C", null).corrects()).isFalse();
        String issued = "\rOBR|1" + "|".repeat(21) + "20260302|||C";
        assertThat(decode(HEADER + issued + "\rOBX|1||||||||||C", null).corrects())
                .isFalse();
        assertThat(decode(HEADER + issued + "\rOBR|2\rOBX|1||||||||||C", null).corrects())
                .isTrue();
    }

    @Test
    void saysTheSameWithAnotherTimeAndControlId() {
        String said =
                decode("MSH|^~\\&|LAB||||20240102||ORU^R01|1|P\rOBX|1|NM", null).said();

        assertThat(said).isEqualTo("MSH|^~\\&|LAB||||||ORU^R01||P\rOBX|1|NM");
        assertThat(decode("MSH|^~\\&|LAB||||20250102||ORU^R01|22|P\rOBX|1|NM", null)
                        .said())
                .isEqualTo(said);
        assertThat(decode("MSH|^~\\&|LIS||||20240102||ORU^R01|1|P\rOBX|1|NM", null)
                        .said())
                .isNotEqualTo(said);
        assertThat(decode("MSH|^~\\&|LAB||||20240102", null).said()).isEqualTo("MSH|^~\\&|LAB||||");
        assertThat(decode("MSH|", null).said()).isEqualTo("MSH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GBK",
                "gbk",
                "GB2312",
                "GB 2312",
                "GB-2312-80",
                "GB18030",
                "GB 18030",
                "GB-18030",
                "GB_18030",
                "GB 18030-2000",
                "CP936",
                "MS936",
                "EUC-CN",
                "GBK "
            })
    void readsWhatChineseSystemsNameInTheSetThatHoldsThemAll(String said) {
        byte[] bytes = (HEADER + "||||||" + said + "\rOBX|1|ST|||血小板").getBytes(Charset.forName("GBK"));

        assertThat(MessageText.decode(bytes, null).text()).endsWith("|血小板");
        assertThat(MessageText.decode(bytes, null).charset()).isEqualTo(Charset.forName("GB18030"));
    }

    /** So that nothing is another character in the wider set. */
    @ParameterizedTest
    @ValueSource(strings = {"GBK", "GB2312"})
    void everyCharacterOfTheNarrowerSetsIsTheSameInTheWider(String name) throws Exception {
        Charset narrow = Charset.forName(name);
        Charset wide = Charset.forName("GB18030");
        for (int lead = 0x81; lead <= 0xFE; lead++) {
            for (int trail = 0x40; trail <= 0xFE; trail++) {
                byte[] bytes = {(byte) lead, (byte) trail};
                String read = new String(bytes, narrow);
                // Some had no character in Unicode yet and got a private one, and three signs, no letters, are drawn
                // alike.
                boolean isKnown = read.indexOf('\uFFFD') < 0
                        && Character.getType(read.charAt(0)) != Character.PRIVATE_USE
                        && "・―♁".indexOf(read.charAt(0)) < 0;
                if (isKnown) {
                    assertThat(new String(bytes, wide)).isEqualTo(read);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF 8, UTF-8",
        "Unicode-UTF-8, UTF-8",
        "UNICODE_UTF-8, UTF-8",
        "UNICODE UTF8, UTF-8",
        "utf8, UTF-8",
        "8859-1, ISO-8859-1",
        "8859, ISO-8859-1",
        "8859/1 , ISO-8859-1",
        "ISO 8859-1, ISO-8859-1",
        "ISO8859-15, ISO-8859-15",
        "ISO-8859, ISO-8859-1",
        "ISO_8859-9, ISO-8859-9",
        "iso8859/2, ISO-8859-2",
        "Latin1, ISO-8859-1",
        "windows-1252, windows-1252",
        "US-ASCII, US-ASCII",
        "BIG5, Big5",
        "ISO-IR87, ISO-2022-JP",
    })
    void readsTheNamesThatAreSent(String said, Charset charset) {
        assertThat(decode(HEADER + "||||||" + said + "\rOBX|1", null).charset()).isEqualTo(charset);
    }

    /** 弢 and 锿 end with the bytes of a backslash and of a bar. */
    @ParameterizedTest
    @CsvSource({"GBK, 弢", "GB18030, 抾", "BIG-5, 功", "GB2312, 医"})
    void findsTheNameOfTheSetBehindCharactersThatLookLikeDelimiters(String said, String facility) {
        Charset charset = said.equals("BIG-5") ? Charset.forName("Big5") : Charset.forName("GB18030");
        String message = HEADER.replace("|SITE|", "|" + facility + "|") + "||||||" + said + "\rOBX|1|ST|||" + facility;

        assertThat(MessageText.decode(message.getBytes(charset), null).text()).isEqualTo(message);
    }

    @Test
    void readsWhatNothingNamesAsUtf8AndThenInTheSendersSet() {
        Charset gbk = Charset.forName("GBK");
        String message = HEADER + "\rOBX|1|ST|||血小板";

        assertThat(MessageText.decode(message.getBytes(gbk), null, gbk).text()).isEqualTo(message);
        assertThat(MessageText.decode(message.getBytes(UTF_8), null, gbk).charset())
                .isEqualTo(UTF_8);
        assertThat(MessageText.decode(HEADER.getBytes(UTF_8), null, gbk).charset())
                .isEqualTo(UTF_8);
        assertThat(MessageText.decode((HEADER + "||||||8859/1\rOBX|1|ST|||µ").getBytes(ISO_8859_1), null, gbk)
                        .text())
                .endsWith("|µ");
        assertThat(MessageText.decode(message.getBytes(gbk), gbk, ISO_8859_1).text())
                .isEqualTo(message);
        assertThat(Refusal.of(() -> MessageText.decode((HEADER + "\rNTE|µ|").getBytes(ISO_8859_1), null, US_ASCII))
                        .problem()
                        .reason())
                .isEqualTo("character-set");
    }

    @ParameterizedTest
    @CsvSource({
        "ASCII, US-ASCII, mol",
        "8859/1, ISO-8859-1, µmol",
        "8859/2, ISO-8859-2, žluť",
        "8859/5, ISO-8859-5, кровь",
        "8859/7, ISO-8859-7, αίμα",
        "8859/9, ISO-8859-9, kanı",
        "8859/15, ISO-8859-15, œ",
        "UNICODE, UTF-8, 血小板",
        "UNICODE UTF-8, UTF-8, 血小板",
        "utf-8, UTF-8, 血小板",
        "GB 18030-2000, GB18030, 血小板",
        "BIG-5, Big5, 血小板",
        "KS X 1001, EUC-KR, 혈소판",
        "ISO IR87, ISO-2022-JP, 血小板",
        "ISO IR159, ISO-2022-JP-2, 鷗",
    })
    void readsInTheSetThatTheHeaderNames(String said, String charset, String word) {
        String message = HEADER + "||||||" + said + "\rOBX|1|ST|||" + word;

        MessageText text = MessageText.decode(message.getBytes(Charset.forName(charset)), UTF_8);

        assertThat(text.text()).isEqualTo(message);
        assertThat(text.charset()).isEqualTo(Charset.forName(charset));
    }

    @Test
    void readsInTheSetOfTheTransportIfTheHeaderNamesNone() {
        byte[] latin = (HEADER + "\rOBX|1|ST|||µmol").getBytes(ISO_8859_1);

        assertThat(MessageText.decode(latin, ISO_8859_1).text()).endsWith("µmol");
        assertThat(refusal(latin, null).problem().reason()).isEqualTo("character-set");
        assertThat(refusal(latin, US_ASCII).problem().reason()).isEqualTo("character-set");
    }

    /** A system on the way made it UTF-8 and left MSH-18 as it was. */
    @ParameterizedTest
    @CsvSource({
        "8859/1, , UTF-8, µmol",
        "8859/15, UTF-8, UTF-8, µmol",
        "'', ISO-8859-1, UTF-8, µmol",
        "GB 18030-2000, UTF-8, UTF-8, µmol",
        "GB 18030-2000, Big5, Big5, 血小板血",
        "GBK, , UTF-8, 中文",
        "GB2312, , UTF-8, 中文µ",
        "windows-1252, , UTF-8, µmol",
    })
    void refusesWhatIsAnotherTextInAnotherSetThatIsNamedOrLikely(
            String said, @Nullable String transport, String charset, String word) {
        byte[] bytes = (HEADER + "||||||" + said + "\rOBX|1|ST|||" + word).getBytes(Charset.forName(charset));

        MessageRefused refusal = refusal(bytes, transport == null ? null : Charset.forName(transport));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("character-set");
        assertThat(refusal.problem().sentence()).contains("two character sets", "MSH-18");
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, UTF-8, ISO-8859-1, µmol",
        "8859/15, ISO-8859-1, ISO-8859-15, œ",
        "UNICODE UTF-8, ISO-8859-1, UTF-8, µmol",
        "BIG-5, ISO-8859-1, Big5, 血小板",
        "ASCII, UTF-8, US-ASCII, umol",
        "8859/1, UTF-8, US-ASCII, umol",
    })
    void believesTheHeaderWhereTheTransportProvesNothing(String said, String transport, String charset, String word) {
        byte[] bytes = (HEADER + "||||||" + said + "\rOBX|1|ST|||" + word).getBytes(Charset.forName(charset));

        assertThat(MessageText.decode(bytes, Charset.forName(transport)).text()).endsWith("|" + word);
    }

    @Test
    void readsUtf8IfNothingNamesASet() {
        assertThat(decode(HEADER + "\rOBX|1|ST|||µmol", null).charset()).isEqualTo(UTF_8);
    }

    @Test
    void knowsUnicodeByItsMark() {
        String message = HEADER + "\rOBX|1|ST|||µmol";

        assertThat(MessageText.decode(("\uFEFF" + message).getBytes(UTF_8), ISO_8859_1)
                        .text())
                .isEqualTo(message);
        assertThat(MessageText.decode(("\uFEFF" + message).getBytes(UTF_16LE), null)
                        .text())
                .isEqualTo(message);
        assertThat(MessageText.decode(("\uFEFF" + message + "||||||UNICODE UTF-16").getBytes(UTF_16BE), null)
                        .charset())
                .isEqualTo(UTF_16BE);
        assertThat(MessageText.decode(message.getBytes(UTF_16LE), UTF_16LE).text())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "||||||ISO IR14",
                "||||||CNS 11643-1992",
                "||||||nonsense",
                "||||||UNICODE UTF-16",
                "||||||ASCII\rOBX|1|ST|||µmol",
                "||||||ASCII~ISO IR87\rOBX|1|ST|||\\M242233\\",
                "||||||~ISO IR87\rOBX|1|ST|||\u001B$B7l",
                "||||||~ISO IR87\rOBX|1|ST|||\\C2842\\",
                "\rOBX|1|ST|||\u0096",
                "\rOBX|1|ST|||\u0000",
            })
    void refusesWhatItCannotReadWithoutGuessing(String rest) {
        MessageRefused refusal = refusal((HEADER + rest).getBytes(UTF_8), null);

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("character-set");
        assertThat(refusal.problem().sentence()).contains("UNICODE UTF-8").doesNotContain("mol", "M242233");
    }

    @Test
    void saysInWhichLineTheBytesAreNotOfTheSet() {
        byte[] latin = (HEADER + "\rPID|1\rOBX|1|ST|||µmol").getBytes(ISO_8859_1);

        assertThat(refusal(latin, null).problem().sentence()).startsWith("Line 3 has bytes");
        assertThat(refusal((HEADER + "\r\nPID|\u0000").getBytes(UTF_8), null)
                        .problem()
                        .sentence())
                .startsWith("Line 2 has a control character");
    }

    @Test
    void refusesASetThatTheMarkContradicts() {
        byte[] marked = ("\uFEFF" + HEADER + "||||||8859/1").getBytes(UTF_8);

        assertThat(refusal(marked, null).problem().sentence()).startsWith("MSH-18 names another character set");
    }

    @Test
    void takesARepetitionOfTheSetIfNothingSwitchesToIt() {
        assertThat(decode(HEADER + "||||||8859/1~8859/2\rOBX|1|ST|||mol", null).charset())
                .isEqualTo(ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "MSH",
                "PID|1",
                "GET / HTTP/1.1\r\nHost: x",
                " MSH|^~\\&|",
                "{}",
                "\u00FF\u00FE{\u0000"
            })
    void rejectsWhatDoesNotStartWithAHeader(String text) {
        MessageRefused refusal = refusal(text.getBytes(ISO_8859_1), null);

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.REJECT);
        assertThat(refusal.problem().reason()).isEqualTo("no-header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FHS|^~\\&\rBHS|^~\\&\r", "BHS|^~\\&\r", "%s\rMSH|^~\\&|\r", "%s\rBTS|1"})
    void rejectsABatch(String text) {
        MessageRefused refusal = refusal(String.format(text, HEADER).getBytes(UTF_8), null);

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.REJECT);
        assertThat(refusal.problem().reason()).isEqualTo("batch");
    }

    @ParameterizedTest
    @CsvSource({"1, U+0001", "B, U+000B", "1B, U+001B", "FFFE, U+FFFE", "D800, U+D800", "DC00, U+DC00"})
    void refusesACharacterThatNoTextMayHaveByItsField(String character, String name) {
        String text = HEADER + "\rNTE|1||27\rNTE|2||2" + (char) Integer.parseInt(character, 16) + "7";

        MessageRefused refusal = Refusal.of(() -> new MessageText(text, UTF_8));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("control-character");
        assertThat(refusal.problem().location()).isEqualTo("NTE^2^3");
        assertThat(refusal.problem().sentence()).contains(name);
        assertThat(new MessageText(HEADER + "\rNTE|1||\t27 \ud83d\ude00", UTF_8).text())
                .contains("\ud83d\ude00");
    }

    @Test
    void rejectsWhatIsTooLargeAndTakesTheLargestThatIsNot() {
        String most = HEADER + "\rNTE|1".repeat(MessageText.MAX_SEGMENTS - 1);
        String longest = HEADER + "\rNTE|1|" + "x".repeat(MessageText.MAX_BYTES - HEADER.length() - 7);

        assertThat(decode(most, null).segments("NTE")).isEqualTo(MessageText.MAX_SEGMENTS - 1);
        assertThat(decode(longest, null).segments("NTE")).isOne();
        assertThat(refusal((most + "\rNTE|1").getBytes(UTF_8), null).problem().reason())
                .isEqualTo("too-large");
        assertThat(refusal((longest + "x").getBytes(UTF_8), null).problem().reason())
                .isEqualTo("too-large");
    }

    @Test
    void printsNothingOfTheMessage() {
        assertThat(decode(HEADER + "\rPID|1|SYNTHETIC", null)).hasToString("a message of 2 segments");
    }

    private static MessageText decode(String text, Charset transport) {
        return MessageText.decode(text.getBytes(UTF_8), transport);
    }

    private static MessageRefused refusal(byte[] bytes, Charset transport) {
        return Refusal.of(() -> MessageText.decode(bytes, transport));
    }
}
