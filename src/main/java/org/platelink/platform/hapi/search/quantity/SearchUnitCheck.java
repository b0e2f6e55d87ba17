package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.rest.param.QuantityParam;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.units.Ucum;

/**
 * Validates the unit of a quantity search. A unit that cannot match anything is refused with a message that names it;
 * otherwise the search would answer that there are no matches.
 */
final class SearchUnitCheck {

    static final String UCUM = CodeSystems.UCUM;

    /**
     * Codes that look right and mean something else, with what was meant. The guide's page on results has the same
     * list.
     */
    private static final Map<String, String> LOOKALIKES = Map.of(
            "G/L", "In UCUM, G/L means gauss per litre: search by 10*9/L",
            "K/uL", "In UCUM, K/uL means kelvin per microlitre: search by 10*3/uL",
            "[iU]/L", "[iU]/L is an arbitrary unit, which converts into no other: search by U/L",
            "IU/L", "IU/L is no unit of UCUM: search by U/L",
            "µmol/L", "µmol/L is no unit of UCUM: search by umol/L",
            "μmol/L", "μmol/L is no unit of UCUM: search by umol/L",
            "mmHg", "mmHg is no unit of UCUM: search by mm[Hg]");

    private SearchUnitCheck() {}

    /**
     * The system of a quantity's unit; UCUM if the search names none.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if the unit cannot be searched by
     */
    static String system(String parameter, QuantityParam quantity) {
        String unit = quantity.getUnits();
        if (StringUtils.isBlank(unit)) {
            throw FhirErrors.invalid(
                    parameter,
                    "The parameter " + parameter + " names a system of units and no unit. Search by a number, a system "
                            + "and a code, such as " + parameter + "=lt30|" + UCUM + "|10*9/L, or by a number alone.");
        }
        boolean isUcum = StringUtils.isBlank(quantity.getSystem()) || UCUM.equals(quantity.getSystem());
        if (!isUcum) {
            return quantity.getSystem();
        }
        if (LOOKALIKES.containsKey(unit)) {
            throw refused(parameter, LOOKALIKES.get(unit) + ".");
        }
        if (!Ucum.isCode(unit)) {
            throw refused(
                    parameter,
                    shown(unit) + " is no unit of UCUM. Search by the code of the unit and not by how it is displayed, "
                            + "such as " + parameter + "=lt30|" + UCUM + "|10*9/L.");
        }
        return UCUM;
    }

    private static RuntimeException refused(String parameter, String sentence) {
        return FhirErrors.invalid(
                parameter, "The parameter " + parameter + " cannot be searched by this unit. " + sentence);
    }

    private static String shown(String unit) {
        String plain = unit.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }
}
