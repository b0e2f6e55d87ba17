package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.LenientErrorHandler;

/**
 * FhirContext whose parsers reject numbers beyond {@link org.platelink.platform.number.NumberBounds}. So they are
 * rejected wherever JSON or XML is parsed for a request: bodies, entries of Bundles, results of patches, and what the
 * intake receives. HAPI itself expands a number to plain digits while it parses it.
 */
public final class BoundedFhirContext extends FhirContext {

    private final DecimalElements decimals = new DecimalElements(this);
    private IParserErrorHandler errors = new LenientErrorHandler();

    public BoundedFhirContext() {
        super(FhirVersionEnum.R4);
    }

    @Override
    public FhirContext setParserErrorHandler(IParserErrorHandler handler) {
        errors = handler;
        return super.setParserErrorHandler(handler);
    }

    @Override
    public IParser newJsonParser() {
        return new BoundedJsonParser(this, errors, decimals);
    }

    @Override
    public IParser newXmlParser() {
        return new BoundedXmlParser(this, errors, decimals);
    }
}
