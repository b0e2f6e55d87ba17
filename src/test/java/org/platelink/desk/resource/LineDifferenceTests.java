package org.platelink.desk.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.platelink.desk.resource.LineDifference.Line;

class LineDifferenceTests {

    @Test
    void aChangedLineIsTakenAwayAndAdded() {
        assertThat(LineDifference.of("a\nb\nc", "a\nd\nc"))
                .containsExactly(new Line(" ", "a"), new Line("-", "b"), new Line("+", "d"), new Line(" ", "c"));
    }

    @Test
    void whatIsTheSameHasNoSigns() {
        assertThat(LineDifference.of("a\nb", "a\nb"))
                .allMatch(line -> line.sign().equals(" "));
        assertThat(LineDifference.of("", "a")).containsExactly(new Line("+", "a"));
    }

    @Test
    void textsThatAreTooLongAreNotCompared() {
        assertThat(LineDifference.of("a\n".repeat(3_001), "a")).isNull();
    }

    @Test
    void whatNoAddressMayHaveIsEscaped() {
        assertThat(ResourceSearchController.query("code=http://loinc.org|777-3&x=a b"))
                .isEqualTo("code=http://loinc.org%7C777-3&x=a%20b");
        assertThat(ResourceSearchController.query("code=%7C")).isEqualTo("code=%7C");
    }

    @Test
    void aReferenceLeadsToThePageOfAResource() {
        assertThat(Element.address("Patient/1")).isEqualTo("/desk/resources/Patient/1");
        assertThat(Element.address("Patient/1/_history/2")).isEqualTo("/desk/resources/Patient/1?version=2");
        assertThat(Element.address("https://elsewhere.example/Patient/1")).isNull();
        assertThat(Element.address("#contained")).isNull();
    }
}
