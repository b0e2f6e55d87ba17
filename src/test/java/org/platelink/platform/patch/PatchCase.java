package org.platelink.platform.patch;

import java.util.List;
import java.util.stream.Stream;

/**
 * A change of an Observation, as each of the three kinds of patch says it.
 *
 * @param json operations of a JSON Patch, with ' for "
 * @param xml the content of an XML Patch, without prefixes
 * @param path operations of a FHIRPath Patch: {@code type path key=value;…}, one a line
 * @param after what stands in the resource afterwards, as JSON with ' for "
 */
record PatchCase(String name, String json, String xml, List<String> path, String after) {

    /** How a patch is written. */
    enum Kind {
        JSON,
        XML,
        FHIRPATH
    }

    private static final String NEW_NOTE = "<note><text value='new'/></note>";

    static Stream<PatchCase> all() {
        return Stream.of(
                of(
                        "a code",
                        "{'op':'replace','path':'/status','value':'amended'}",
                        "<replace sel='Observation/status/@value'>amended</replace>",
                        "replace|Observation.status|valueCode=amended",
                        "'status':'amended'"),
                of(
                        "the first of several",
                        "{'op':'replace','path':'/note/0/text','value':'new'}",
                        "<replace sel='Observation/note[1]/text/@value'>new</replace>",
                        "replace|Observation.note[0].text|valueString=new",
                        notes("new", "one", "two")),
                of(
                        "the last of several",
                        "{'op':'replace','path':'/note/2/text','value':'new'}",
                        "<replace sel='Observation/note[3]/text/@value'>new</replace>",
                        "replace|Observation.note[2].text|valueMarkdown=new",
                        notes("zero", "one", "new")),
                of(
                        "one by what it says",
                        "{'op':'test','path':'/note/1/text','value':'one'},{'op':'replace','path':'/note/1/text','value':'new'}",
                        "<replace sel=\"Observation/note[text/@value='one']/text/@value\">new</replace>",
                        "replace|Observation.note.where(text='one').text|valueString=new",
                        notes("zero", "new", "two")),
                of(
                        "the first is taken out",
                        "{'op':'remove','path':'/note/0'}",
                        "<remove sel='Observation/note[1]'/>",
                        "delete|Observation.note[0]",
                        notes("one", "two")),
                of(
                        "one in the middle is taken out",
                        "{'op':'remove','path':'/note/1'}",
                        "<remove sel='Observation/note[2]'/>",
                        "delete|Observation.note[1]",
                        notes("zero", "two")),
                of(
                        "the last is taken out",
                        "{'op':'remove','path':'/note/2'}",
                        "<remove sel='Observation/note[last()]'/>",
                        "delete|Observation.note.last()",
                        notes("zero", "one")),
                of(
                        "one more at the end",
                        "{'op':'add','path':'/note/-','value':{'text':'new'}}",
                        "<add sel='Observation/note[3]' pos='after'>" + NEW_NOTE + "</add>",
                        "add|Observation|name=note|valueAnnotation=new",
                        notes("zero", "one", "two", "new")),
                of(
                        "one more at the beginning",
                        "{'op':'add','path':'/note/0','value':{'text':'new'}}",
                        "<add sel='Observation/note[1]' pos='before'>" + NEW_NOTE + "</add>",
                        "insert|Observation.note|valueAnnotation=new|index=0",
                        notes("new", "zero", "one", "two")),
                of(
                        "one more in the middle",
                        "{'op':'add','path':'/note/1','value':{'text':'new'}}",
                        "<add sel='Observation/note[2]' pos='before'>" + NEW_NOTE + "</add>",
                        "insert|Observation.note|valueAnnotation=new|index=1",
                        notes("zero", "new", "one", "two")),
                of(
                        "another order",
                        "{'op':'move','from':'/note/2','path':'/note/0'}",
                        "<remove sel='Observation/note[3]'/><add sel='Observation/note[1]' pos='before'><note><text value='two'/></note></add>",
                        "move|Observation.note|source=2|destination=0",
                        notes("two", "zero", "one")),
                of(
                        "a whole one in the place of another",
                        "{'op':'replace','path':'/note/1','value':{'text':'new'}}",
                        "<replace sel='Observation/note[2]'>" + NEW_NOTE + "</replace>",
                        "replace|Observation.note[1]|valueAnnotation=new",
                        notes("zero", "new", "two")),
                of(
                        "a decimal",
                        "{'op':'replace','path':'/valueQuantity/value','value':31.50}",
                        "<replace sel='Observation/valueQuantity/value/@value'>31.50</replace>",
                        "replace|Observation.value.value|valueDecimal=31.50",
                        "'valueQuantity':{'value':31.50,"),
                of(
                        "a decimal of a choice",
                        "{'op':'replace','path':'/valueQuantity/value','value':0.0100}",
                        "<replace sel='//valueQuantity/value/@value'>0.0100</replace>",
                        "replace|Observation.value.ofType(Quantity).value|valueDecimal=0.0100",
                        "'valueQuantity':{'value':0.0100,"),
                of(
                        "a decimal within several",
                        "{'op':'replace','path':'/referenceRange/0/low/value','value':140.00}",
                        "<replace sel='Observation/referenceRange[1]/low/value/@value'>140.00</replace>",
                        "replace|Observation.referenceRange.first().low.value|valueDecimal=140.00",
                        "'low':{'value':140.00,"),
                of(
                        "a text that was not there",
                        "{'op':'add','path':'/code/text','value':'Platelets'}",
                        "<add sel='Observation/code'><text value='Platelets'/></add>",
                        "add|Observation.code|name=text|valueString=Platelets",
                        "'text':'Platelets'"),
                of(
                        "a time that was not there",
                        "{'op':'add','path':'/issued','value':'2026-03-05T12:00:00Z'}",
                        "<add sel='Observation/effectiveDateTime' pos='after'><issued value='2026-03-05T12:00:00Z'/></add>",
                        "add|Observation|name=issued|valueInstant=2026-03-05T12:00:00Z",
                        "'issued':'2026-03-05T12:00:00Z'"),
                of(
                        "another time",
                        "{'op':'replace','path':'/effectiveDateTime','value':'2026-03-06'}",
                        "<replace sel='Observation/effectiveDateTime/@value'>2026-03-06</replace>",
                        "replace|Observation.effective|valueDateTime=2026-03-06",
                        "'effectiveDateTime':'2026-03-06'"),
                of(
                        "an identifier more",
                        "{'op':'add','path':'/identifier/-','value':{'system':'https://hospital.example/lab','value':'more'}}",
                        "<add sel='Observation/identifier[1]' pos='after'><identifier><system value='https://hospital.example/lab'/><value value='more'/></identifier></add>",
                        "add|Observation|name=identifier|valueIdentifier=more",
                        "'value':'more'"),
                of(
                        "several at once",
                        "{'op':'remove','path':'/note/2'},{'op':'remove','path':'/note/1'},{'op':'replace','path':'/note/0/text','value':'new'}",
                        "<remove sel='Observation/note[3]'/><remove sel='Observation/note[2]'/><replace sel='Observation/note[1]/text/@value'>new</replace>",
                        "delete|Observation.note[2]\ndelete|Observation.note[1]\nreplace|Observation.note.single().text|valueString=new",
                        notes("new")));
    }

    private static PatchCase of(String name, String json, String xml, String path, String after) {
        return new PatchCase(name, json, xml, path.lines().toList(), after);
    }

    private static String notes(String... texts) {
        return "'note':["
                + String.join(
                        ",",
                        Stream.of(texts).map(text -> "{'text':'" + text + "'}").toList()) + "]";
    }

    /** The Observation that all change. */
    static String observation(String id, String subject) {
        return ("{'resourceType':'Observation','id':'" + id
                        + "','meta':{'tag':[{'system':'https://platelink.org/synthetic','code':'synthetic'}]},"
                        + "'identifier':[{'system':'https://hospital.example/lab','value':'" + id
                        + "'}],'status':'final',"
                        + "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'777-3'}]},'subject':{'reference':'Patient/"
                        + subject
                        + "'},'effectiveDateTime':'2026-03-05','valueQuantity':{'value':27.40,'unit':'10*9/L',"
                        + "'system':'http://unitsofmeasure.org','code':'10*9/L'},"
                        + "'note':[{'text':'zero'},{'text':'one'},{'text':'two'}],"
                        + "'referenceRange':[{'low':{'value':150.0,'unit':'10*9/L','system':'http://unitsofmeasure.org','code':'10*9/L'},"
                        + "'high':{'value':400.00,'unit':'10*9/L','system':'http://unitsofmeasure.org','code':'10*9/L'}}]}")
                .replace('\'', '"');
    }

    String contentType(Kind kind) {
        return switch (kind) {
            case JSON -> "application/json-patch+json";
            case XML -> "application/xml-patch+xml";
            case FHIRPATH -> "application/fhir+json";
        };
    }

    String body(Kind kind) {
        return switch (kind) {
            case JSON -> ("[" + json + "]").replace('\'', '"');
            case XML -> "<diff>" + xml + "</diff>";
            case FHIRPATH ->
                "{\"resourceType\":\"Parameters\",\"parameter\":["
                        + String.join(
                                ",", path.stream().map(PatchCase::operation).toList()) + "]}";
        };
    }

    /** An operation of a line {@code type|path|part=value|…}. */
    static String operation(String line) {
        String[] fields = line.split("\\|");
        StringBuilder parts = new StringBuilder(
                "{'name':'type','valueCode':'" + fields[0] + "'},{'name':'path','valueString':\"" + fields[1] + "\"}");
        for (int i = 2; i < fields.length; i++) {
            String name = fields[i].substring(0, fields[i].indexOf('='));
            String value = fields[i].substring(fields[i].indexOf('=') + 1);
            parts.append(
                    switch (name) {
                        case "name" -> ",{'name':'name','valueString':'" + value + "'}";
                        case "index", "source", "destination" ->
                            ",{'name':'" + name + "','valueInteger':" + value + "}";
                        case "valueAnnotation" -> ",{'name':'value','valueAnnotation':{'text':'" + value + "'}}";
                        case "valueIdentifier" ->
                            ",{'name':'value','valueIdentifier':{'system':'https://hospital.example/lab','value':'"
                                    + value + "'}}";
                        case "valueDecimal" -> ",{'name':'value','valueDecimal':" + value + "}";
                        default -> ",{'name':'value','" + name + "':'" + value + "'}";
                    });
        }
        String json = "{'name':'operation','part':[" + parts + "]}";
        // The path alone has quotes of both kinds.
        int from = json.indexOf('"');
        int to = json.lastIndexOf('"');
        return json.substring(0, from).replace('\'', '"')
                + json.substring(from, to + 1)
                + json.substring(to + 1).replace('\'', '"');
    }

    String expected() {
        return after.replace('\'', '"');
    }

    /** What stands before and after, decimals among it, unless the case is about it. */
    List<String> untouched() {
        return Stream.of("\"value\":27.40,", "\"value\":150.0,", "\"value\":400.00,", "\"code\":\"777-3\"")
                .filter(one -> !(one.contains("27.40") && after.contains("valueQuantity")))
                .filter(one -> !(one.contains("150.0") && after.contains("140.00")))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
