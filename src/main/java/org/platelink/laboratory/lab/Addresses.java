package org.platelink.laboratory.lab;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressType;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.PostalAddress;

/** Converts HL7 v2 addresses of organizations (XAD) to FHIR. */
final class Addresses {

    private Addresses() {}

    static Address of(PostalAddress sent) {
        Address address = new Address();
        sent.lines().forEach(line -> address.addLine(line.strip()));
        address.setCity(orNull(sent.city()));
        address.setState(orNull(sent.state()));
        address.setPostalCode(orNull(sent.postalCode()));
        address.setCountry(orNull(sent.country()));
        address.setDistrict(orNull(sent.district()));
        switch (sent.type()) {
            case "M", "SH" -> address.setType(AddressType.POSTAL);
            case "B", "O" -> address.setUse(AddressUse.WORK);
            case "H" -> address.setUse(AddressUse.HOME);
            case "C" -> address.setUse(AddressUse.TEMP);
            case "BI" -> address.setUse(AddressUse.BILLING);
            case "BA" -> address.setUse(AddressUse.OLD);
            default -> {
                // HL7 table 0190 has other types, for which FHIR has no code.
            }
        }
        return address;
    }

    /** The address in one line, for results without an organization to attach it to. */
    static String words(PostalAddress sent) {
        Address address = of(sent);
        return String.join(
                ", ",
                Stream.concat(
                                address.getLine().stream().map(line -> line.getValue()),
                                Stream.of(
                                        address.getCity(),
                                        address.getDistrict(),
                                        address.getState(),
                                        address.getPostalCode(),
                                        address.getCountry()))
                        .filter(part -> part != null)
                        .toList());
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
