-- A new patient with each request.
math.randomseed(os.time() + (tonumber(tostring({}):sub(8), 16) or 0))
local headers = { ["content-type"] = "application/json" }
request = function()
  headers.authorization = wrk.headers.Authorization
  local body = string.format([[{"identifiers":[{"system":"urn:oid:2.16.840.1.113883.19.5","value":"%d-%d"}],"name":{"family":"Müller","given":["Ada","Grace"],"use":"official"},"birthDate":"1984-02-29","gender":"female","telecom":[{"system":"phone","value":"+1 555 010 0199","use":"mobile"},{"system":"email","value":"ada@example.org"}],"address":{"line":["1 Wharf"],"city":"London","postalCode":"E14","country":"GB"}}]], math.random(2^31), math.random(2^31))
  return wrk.format("POST", "/api/patients", headers, body)
end
