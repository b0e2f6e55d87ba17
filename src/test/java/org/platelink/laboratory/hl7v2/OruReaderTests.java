package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OruReaderTests {

    private final OruReader reader = new OruReader();

    @Test
    void readsEveryFieldOfAResult() {
        Result result = Oru.result(
                "OBX|7|NM|777-3^Platelets^LN^PLT^Thrombocytes^L^^^Platelet count|1.1|042.0|10*9/L^^UCUM"
                        + "|150-400|L~A|||F|||20240102T|LAB||AUTO^Analyser^L~MAN||20240102101500+0100||R-1^LAB^1.2.3^ISO");

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "7",
                        "NM",
                        new CodedElement("777-3", "Platelets", "LN", "PLT", "Thrombocytes", "L", "Platelet count"),
                        "1.1",
                        List.of(new Value.Numeric("042.0")),
                        new CodedElement("10*9/L", "", "UCUM", "", "", "", ""),
                        "150-400",
                        List.of("L", "A"),
                        "F",
                        "20240102T",
                        "20240102101500+0100",
                        new EntityIdentifier("R-1", "LAB", "1.2.3", "ISO"),
                        new CodedElement("AUTO", "Analyser", "L", "", "", "", ""),
                        List.of(),
                        new Origin(
                                new CodedElement("LAB", "", "", "", "", "", ""), List.of(), List.of(), Laboratory.NONE),
                        List.of(),
                        0));
    }

    @Test
    void readsWhereAndWithWhatAResultWasMade() {
        Result result = Oru.result("OBX|1|NM|PLT||27|||||||||20240102|L1^Central^L|77^TECHNICIAN^SYNTHETIC||"
                + "XN^SYSMEX^SN-1~CLUSTER^LAB||LA^Left arm^HL70163~RA||"
                + "|Central Lab^D^7^^^CLIA&2.16.840.1.113883.4.7&ISO^XX^^^10D0000000"
                + "|1 Street&Street&1^Floor 2^City^ST^12345^CN^B^^County^^^^^^^^^^DOE|44^DIRECTOR^SYNTHETIC"
                + "||||||||P-1&EHR^S-1&LAB");

        assertThat(result.origin())
                .isEqualTo(new Origin(
                        new CodedElement("L1", "Central", "L", "", "", "", ""),
                        List.of(
                                new EntityIdentifier("XN", "SYSMEX", "SN-1", ""),
                                new EntityIdentifier("CLUSTER", "LAB", "", "")),
                        List.of(
                                new CodedElement("LA", "Left arm", "HL70163", "", "", "", ""),
                                new CodedElement("RA", "", "", "", "", "", "")),
                        new Laboratory(
                                "Central Lab",
                                new EntityIdentifier("10D0000000", "CLIA", "2.16.840.1.113883.4.7", "ISO"),
                                "XX",
                                new PostalAddress(
                                        List.of("1 Street", "Street", "1", "Floor 2"),
                                        "City",
                                        "ST",
                                        "12345",
                                        "CN",
                                        "B",
                                        "County"))));
        assertThat(result.samples())
                .containsExactly(new SampleNumber(
                        new EntityIdentifier("P-1", "EHR", "", ""), new EntityIdentifier("S-1", "LAB", "", "")));
        assertThat(result.toString()).doesNotContain("TECHNICIAN", "DIRECTOR", "DOE");
    }

    @Test
    void takesTheNumberOfALaboratoryFromWhereOldVersionsHaveIt() {
        assertThat(Oru.result("OBX|1|NM|PLT||27||||||||||||||||||Lab^^4711^^^AUTH")
                        .origin()
                        .laboratory()
                        .number())
                .isEqualTo(new EntityIdentifier("4711", "AUTH", "", ""));
    }

    @Test
    void readsWhatASampleIsLike() {
        Sample sample = order(
                        "OBR|1|P|F|CBC",
                        "SPM|1|P-1^S-1||BLD|PERI|EDTK^EDTA~FL|VENIP|LA|PROX|||4^mL&&UCUM||strands seen~pale"
                                + "|COOL|BIO||||N|RH^Hemolyzed~RC|P^Poor|I|CLOT~HEM|||VAC|XC37")
                .samples()
                .get(0);

        assertThat(sample.numbers())
                .isEqualTo(new SampleNumber(
                        new EntityIdentifier("P-1", "", "", ""), new EntityIdentifier("S-1", "", "", "")));
        assertThat(sample.state())
                .isEqualTo(new SampleState(
                        List.of(coded("EDTK", "EDTA"), coded("FL", "")),
                        coded("VENIP", ""),
                        coded("LA", ""),
                        new Amount("4", new CodedElement("mL", "", "UCUM", "", "", "", "")),
                        List.of("strands seen", "pale"),
                        "N",
                        List.of(coded("RH", "Hemolyzed"), coded("RC", "")),
                        List.of(coded("CLOT", ""), coded("HEM", "")),
                        coded("VAC", ""),
                        List.of(
                                new SampleState.Remark("Type modifier", coded("PERI", "")),
                                new SampleState.Remark("Site modifier", coded("PROX", "")),
                                new SampleState.Remark("Handling", coded("COOL", "")),
                                new SampleState.Remark("Risk", coded("BIO", "")),
                                new SampleState.Remark("Quality", coded("P", "Poor")),
                                new SampleState.Remark("Appropriateness", coded("I", "")),
                                new SampleState.Remark("Container condition", coded("XC37", "")))));
    }

    /**
     * A code that names the table of another of these fields is of that one; all others are of the field they stand
     * in.
     */
    @ParameterizedTest
    @CsvSource({
        "RH^Haem^HL70490|||, RH, '', ''",
        "|RHE^Haem^HL70490||CLOT^Clot^HL70493, RHE, CLOT, ''",
        "||CLOT^Clot^HL70493|, '', CLOT, ''",
        "P^Poor^HL70491|||, '', '', P",
        "RH|P|I|CLOT, RH, CLOT, P I",
        "RH^Haem^L|||X^Other^HL70371, RH, X, ''",
    })
    void tellsByItsTableWhatACodeIsOf(String fields, String rejected, String conditions, String remarks) {
        SampleState state = order("OBR|1|P|F|CBC", "SPM|1|||BLD|||||||||||||||||" + fields)
                .samples()
                .get(0)
                .state();

        assertThat(codes(state.rejectReasons())).isEqualTo(rejected);
        assertThat(codes(state.conditions())).isEqualTo(conditions);
        assertThat(codes(state.remarks().stream().map(SampleState.Remark::said).toList()))
                .isEqualTo(remarks);
    }

    private static String codes(List<CodedElement> coded) {
        return String.join(" ", coded.stream().map(CodedElement::code).toList());
    }

    /** Some write SPM-2 as they write the order's number, with its namespace behind it. */
    @ParameterizedTest
    @CsvSource({
        "S-1^LAB, S-1 LAB, ''",
        "S-1&HIS^T-1&LAB, T-1 LAB, S-1 HIS",
        "S-1^T-1, T-1 , S-1 ",
        "S-1, S-1 , S-1 ",
        "^LAB, LAB , ''",
    })
    void readsTheNumbersOfASample(String sent, String identifier, String placed) {
        Sample sample = order("OBR|1|P^HIS|F^LAB|CBC", "SPM|1|" + sent + "||BLD")
                .samples()
                .get(0);

        assertThat(words(sample.identifier())).isEqualTo(identifier);
        assertThat(words(sample.numbers().placed())).isEqualTo(placed);
    }

    private static String words(EntityIdentifier number) {
        return (number.id() + " " + number.namespace()).strip();
    }

    @Test
    void readsWhatTheSampleOfAnOldMessageIsLike() {
        Sample sample = order("OBR|1|P|F|CBC|||20240102||4^mL||||||^EDTA^fibrin seen^LA&Left arm&HL70163^PROX^HEM"
                        + "||||||||||||||||||||||||^clotted")
                .samples()
                .get(0);

        assertThat(sample.state())
                .isEqualTo(new SampleState(
                        List.of(coded("EDTA", "")),
                        CodedElement.NONE,
                        new CodedElement("LA", "Left arm", "HL70163", "", "", "", ""),
                        new Amount("4", coded("mL", "")),
                        List.of("fibrin seen", "clotted"),
                        "",
                        List.of(),
                        List.of(coded("HEM", "")),
                        CodedElement.NONE,
                        List.of(new SampleState.Remark("Site modifier", coded("PROX", "")))));
    }

    @Test
    void keepsTheCommentOfWhoTookASampleWhereThereIsNone() {
        String comment = "OBR|1|P|F|CBC|||||||||||||||||||||||||||||||||||^taken twice";

        assertThat(order(comment).samples()).isEmpty();
        assertThat(order(comment).notes()).containsExactly("taken twice");
        assertThat(order(comment, "SPM|1|||BLD").notes()).containsExactly("taken twice");
    }

    /** A result below an SPM is of its sample; where several SPM are listed before the results, nothing says which. */
    @ParameterizedTest
    @CsvSource({
        "OBX OBX, 0 0",
        "OBX SPM, 0",
        "SPM OBX OBX, 1 1",
        "SPM OBX SPM OBX, 1 2",
        "OBX SPM OBX SPM OBX OBX, 0 1 2 2",
        "SPM SPM OBX OBX, 0 0",
        "OBX SPM SPM OBX, 0 0",
        "SPM OBX SPM SPM OBX, 1 0",
    })
    void tellsBelowWhichSampleAResultStands(String names, String samples) {
        assertThat(order(("OBR|1|P|F|CBC " + names).split(" ")).results())
                .extracting(result -> "" + result.belowSample())
                .containsExactly(samples.split(" "));
    }

    private static Order order(String... segments) {
        return Oru.read(segments).patients().get(0).orders().get(0);
    }

    private static CodedElement coded(String code, String text) {
        return new CodedElement(code, text, "", "", "", "", "");
    }

    @Test
    void readsEveryFieldOfAnOrderItsPatientAndItsSamples() {
        PatientResult patient = Oru.read(
                        "PID|1|OLD-1|SYN-7^^^SITE-A&1.2.9&ISO^MR~SYN-8||DOE^SYNTHETIC||19800229|F",
                        "PV1|1|O|||||||||||||||||V-1^^^SITE-A",
                        "ORC|RE|P-1^EHR|F-9",
                        "OBR|1||F-1^LAB^1.2.3^ISO|58410-2^CBC^LN|||20240102080000|20240102080500||||||20240102090000"
                                + "|BLD&Blood&HL70487|||||||20240102101500||HM|C",
                        "SPM|1|SP-1&EHR^SF-1&LAB|PARENT|119297000^Blood^SCT|||||||||||||20240102080000^20240102080500|20240102085900")
                .patients()
                .get(0);

        assertThat(patient.numbers())
                .containsExactly(
                        new PersonNumber("SYN-7", "SITE-A", "1.2.9", "ISO", "MR"),
                        new PersonNumber("SYN-8", "", "", "", ""));
        assertThat(patient.birthDate()).isEqualTo("19800229");
        assertThat(patient.sex()).isEqualTo("F");
        assertThat(patient.visitNumber()).isEqualTo(new EntityIdentifier("V-1", "SITE-A", "", ""));
        assertThat(patient.orders())
                .containsExactly(new Order(
                        1,
                        new EntityIdentifier("P-1", "EHR", "", ""),
                        new EntityIdentifier("F-1", "LAB", "1.2.3", "ISO"),
                        new CodedElement("58410-2", "CBC", "LN", "", "", "", ""),
                        "20240102080000",
                        "20240102080500",
                        "20240102101500",
                        "HM",
                        "C",
                        List.of(),
                        List.of(new Sample(
                                new EntityIdentifier("SF-1", "LAB", "", ""),
                                new CodedElement("119297000", "Blood", "SCT", "", "", "", ""),
                                "20240102080000",
                                "20240102080500",
                                "20240102085900",
                                new SampleNumber(
                                        new EntityIdentifier("SP-1", "EHR", "", ""),
                                        new EntityIdentifier("SF-1", "LAB", "", "")),
                                SampleState.NONE)),
                        List.of()));
    }

    @Test
    void takesNoNoticeOfBlanksAtTheEndOfAField() {
        PatientResult patient = Oru.read(
                        "PID|1 ||SYN-7 ^^^SITE-A &1.2.9 &ISO ^MR ||||19800229 |F ",
                        "OBR|1 |P-1 |F-1 ^LAB |CBC ^Count ^L |||20240102080000 |||||||||||||||20240102101500 |||F |",
                        "OBX|1 |NM |PLT ^Platelets ^L |1 |42 |10*9/L |150-400 |L ~A |||F |||20240102 | ")
                .patients()
                .get(0);

        assertThat(patient.numbers()).containsExactly(new PersonNumber("SYN-7", "SITE-A", "1.2.9", "ISO", "MR"));
        assertThat(patient.birthDate()).isEqualTo("19800229");
        assertThat(patient.sex()).isEqualTo("F");
        Order order = patient.orders().get(0);
        assertThat(order.filler()).isEqualTo(new EntityIdentifier("F-1", "LAB", "", ""));
        assertThat(order.code()).isEqualTo(new CodedElement("CBC", "Count", "L", "", "", "", ""));
        assertThat(order.observedFrom()).isEqualTo("20240102080000");
        assertThat(order.status()).isEqualTo("F");
        Result result = order.results().get(0);
        assertThat(result.type()).isEqualTo("NM");
        assertThat(result.code()).isEqualTo(new CodedElement("PLT", "Platelets", "L", "", "", "", ""));
        assertThat(result.subId()).isEqualTo("1");
        assertThat(result.unit().code()).isEqualTo("10*9/L");
        assertThat(result.flags()).containsExactly("L", "A");
        assertThat(result.status()).isEqualTo("F");
        assertThat(result.observed()).isEqualTo("20240102");
    }

    @Test
    void leavesATextAsItIsLaidOut() {
        assertThat(Oru.result("OBX|1|TX|C||  two \\X20\\ ~ lines  |||||F").values())
                .containsExactly(new Value.Text("  two   "), new Value.Text(" lines  "));
        assertThat(Oru.result("OBX|1|CWE|C||A ^Aye \\X20\\|||||F").values())
                .containsExactly(new Value.CodedValue(new CodedElement("A", "Aye  ", "", "", "", "", "")));
        assertThat(Oru.result("OBX|1|ST|C||   |||||F").values()).isEmpty();
        assertThat(Oru.result("OBX|1|ST|C||\"\" |||||F").values()).containsExactly(new Value.ExplicitNull());
    }

    @Test
    void takesTheSampleOfTheOrderIfThereIsNoOther() {
        Sample sample = order("OBR|1|P|F|CBC|||20240102080000|||||||20240102090000|BLD&Blood&HL70487")
                .samples()
                .get(0);

        assertThat(sample)
                .isEqualTo(new Sample(
                        EntityIdentifier.NONE,
                        new CodedElement("BLD", "Blood", "HL70487", "", "", "", ""),
                        "20240102080000",
                        "",
                        "20240102090000",
                        SampleNumber.NONE,
                        SampleState.NONE));
    }

    @ParameterizedTest
    @CsvSource({"2.1, A B C", "2.2, A B C", "2.3, A B C", "2.3.1, A B C", "2.4, A", "2.5.1, A"})
    void readsTheOtherNumbersOfAPatientInOldVersions(String version, String numbers) {
        MessageText text = new MessageText(
                Oru.HEADER.replace("2.5.1", version)
                        + "\rPID|1|B^1^M10|A^2^M11^SITE-A|C\rOBR|1|P|F|CBC\rOBX|1|NM|PLT||42",
                UTF_8);

        OruMessage message = reader.read(text);

        assertThat(message.patients().get(0).numbers())
                .extracting(PersonNumber::id)
                .containsExactly(numbers.split(" "));
        assertThat(message.patients().get(0).numbers().get(0).namespace()).isEqualTo("SITE-A");
        assertThat(message.results()).isOne();
    }

    @Test
    void givesEachNoteToWhatItFollows() {
        List<Order> orders = Oru.read(
                        "PID|1|||||SYNTHETIC",
                        "NTE|1||of the patient",
                        "OBR|1|P|F|CBC",
                        "TQ1|1",
                        "NTE|1||of the order",
                        "NTE|2||and more",
                        "OBX|1|NM|PLT||42",
                        "ZZZ|local",
                        "NTE|1||checked\\.br\\twice~and again",
                        "NTE|2|",
                        "OBX|2|NM|WBC||4",
                        "SPM|1|||BLD",
                        "NTE|1||clotted",
                        "OBR|2|P|G|CRP",
                        "OBX|1|NM|CRP||1")
                .patients()
                .get(0)
                .orders();

        assertThat(orders.get(0).notes()).containsExactly("of the order", "and more", "clotted");
        assertThat(orders.get(0).results())
                .extracting(Result::notes)
                .containsExactly(List.of("checked\ntwice\nand again"), List.of());
        assertThat(orders.get(1).notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "one order; PID OBR OBX OBX; 1:1,2",
                "no patient; OBR OBX; 1:1",
                "two orders; PID ORC OBR OBX OBR OBX OBX; 1:1 2:2,3",
                "two patients; PID OBR OBX PID PV1 OBR OBX; 1:1 2:2",
                "local segments; PID ZPI OBR ZBR OBX ZBX OBX ZZZ; 1:1,2",
                "notes anywhere; PID NTE ORC NTE OBR NTE OBX NTE OBX SPM NTE; 1:1,2",
                "results of a sample; PID OBR OBX SPM OBX OBX; 1:1,2,3",
                "a sample before its results; PID OBR SPM OBX OBX OBR OBX; 1:1,2 2:3",
                "timing and more; SFT PID PD1 NK1 PV1 PV2 ORC OBR TQ1 TQ2 CTD OBX FT1 CTI SPM DSC; 1:1",
                "participations of 2.8; PID OBR PRT OBX PRT OBX PRT; 1:1,2",
                "a result of the patient; PID OBX OBR OBX; 1:2",
                "results without an order; PID PV1 OBX OBX; ''",
                "an order without results; PID ORC OBR; 1:",
                "only an ORC; PID ORC OBX; ''",
                "new segments of 2.8; SFT UAC PID PRT PD1 ARV PV1 PRT PV2 ORC PRT OBR PRT OBX PRT SPM; 1:1",
                "allergies; PID AL1 OBR OBX; 1:1",
                "insurance; PID PV1 IN1 GT1 ORC OBR OBX; 1:1",
                "diagnoses; PID OBR DG1 OBX DG1 OBX; 1:1,2",
                "billing; PID ORC BLG OBR OBX; 1:1",
                "a container; PID OBR OBX SPM SAC OBX OBR OBX; 1:1,2 2:3",
                "an event; EVN PID OBR OBX; 1:1",
                "imaging; PID OBR OBX IPC OBX; 1:1,2",
                "an ORC without OBR; PID OBR OBX ORC OBX; 1:1",
                "a visit in the middle; PID OBR OBX PV1 OBX; 1:1,2",
                "a study; PID OBR OBX CTI OBX OBR OBX; 1:1,2 2:3",
                "a patient without order; PID OBR OBX PID OBX; 1:1",
                "timing between results; PID OBR OBX TQ1 OBX; 1:1,2",
                "results after a charge; PID OBR OBX FT1 OBX; 1:1,2",
                "results after the end; PID OBR OBX DSC OBX; 1:1",
            })
    void givesEachResultToItsOrderAndNoneToTwo(String what, String names, String expected) {
        OruMessage message = Oru.read(names.split(" "));

        List<String> read = message.patients().stream()
                .flatMap(patient -> patient.orders().stream())
                .map(order -> order.number() + ":"
                        + String.join(
                                ",",
                                order.results().stream()
                                        .map(result -> "" + result.number())
                                        .toList()))
                .toList();
        assertThat(String.join(" ", read)).as(what).isEqualTo(expected);
    }

    @Test
    void keepsTheNotesOfThePatientAndOfTheMessage() {
        PatientResult patient = Oru.read(
                        "NTE|1||of all",
                        "PID|1|||||SYNTHETIC",
                        "NTE|1||of the patient",
                        "PD1|1",
                        "NTE|2||more",
                        "NK1|1|SYNTHETIC",
                        "NTE|1||of another person",
                        "PV1|1|O",
                        "NTE|1||of another too, as it may be",
                        "OBR|1|P|F|CBC",
                        "OBX|1|NM|PLT||42",
                        "FT1|1",
                        "NTE|1||of the charge")
                .patients()
                .get(0);

        assertThat(patient.notes()).containsExactly("of all", "of the patient", "more");
        assertThat(patient.orders().get(0).notes()).containsExactly("of the charge");
        assertThat(patient.orders().get(0).results().get(0).notes()).isEmpty();
    }

    @Test
    void saysWhichResultsItDidNotReach() {
        MessageText text = Oru.text("PID|1", "OBR|1|P|F|CBC", "OBX|1|NM|PLT||42", "PID|2", "OBX|1|NM|PLT||43");

        Problem problem = OruReader.unreached(text, reader.read(text)).orElseThrow();

        assertThat(problem.location()).isEqualTo("OBX^2");
        assertThat(problem.sentence()).startsWith("Of 2 OBX segments 1 belong to no order, number 2 first.");
        assertThat(OruReader.unreached(Oru.text("OBR|1"), Oru.read("OBR|1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"the rest of a text", "obx|1", "OBXX|1", "OB|1", "1BX|1"})
    void refusesALineThatIsNoSegment(String line) {
        MessageRefused refusal = Refusal.of(() -> Oru.read("OBR|1", "OBX|1|TX|C||a text", line));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("not-parsed");
        assertThat(refusal.problem().sentence()).startsWith("Line 4 ").contains("\\.br\\");
    }

    @Test
    void refusesTheRestOfASegmentThatWasSentInParts() {
        MessageRefused refusal = Refusal.of(() -> Oru.read("OBR|1", "OBX|1|TX|C||a long", "ADD| text"));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(refusal.problem().reason()).isEqualTo("not-parsed");
        assertThat(refusal.problem().sentence()).startsWith("Line 4 ").contains("ADD");
    }

    @Test
    void readsForManyAtTheSameTime() {
        List<String> segments = List.of("PID|1", "OBR|1|P|F|CBC", "OBX|1|NM|PLT||42", "SPM|1", "OBX|2|NM|PLT||43");
        OruReader fresh = new OruReader();

        List<Integer> read = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i ->
                        fresh.read(Oru.text(segments.toArray(String[]::new))).results())
                .toList();

        assertThat(read).hasSize(200).containsOnly(2);
    }

    @Test
    void readsOtherDelimiters() {
        MessageText text = new MessageText(
                "MSH*:~!%*LAB*SITE-A*****ORU:R01*1*P*2.3\rOBR*1*P*F:L*CBC:Count:L\rOBX*1*ST*PLT**a|b^c!S!d", UTF_8);

        Order order = reader.read(text).patients().get(0).orders().get(0);

        assertThat(order.filler().namespace()).isEqualTo("L");
        assertThat(order.results().get(0).values()).containsExactly(new Value.Text("a|b^c:d"));
    }
}
