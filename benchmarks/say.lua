-- Sends comments, each with a key of its own, from several people in turn. What is sent is in benchmarks/saying.py:
-- arguments of three: an address, a cookie, and a form that lacks the key.
local people, turn, run = {}, 0, tostring(os.time())

function init(arguments)
  for at = 2, #arguments, 3 do
    people[#people + 1] = { address = arguments[at], cookie = arguments[at + 1], form = arguments[at + 2] }
  end
  run = arguments[1]
end

function request()
  turn = turn + 1
  local one = people[turn % #people + 1]
  local headers = { ["Cookie"] = one.cookie, ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", one.address, headers, one.form .. "&key=" .. run .. "-" .. turn)
end

-- A form that was not taken comes back with 400; one that was taken leads on.
refused = 0
function response(status, headers)
  if status ~= 303 or not string.find(headers["Location"] or "", "/sent$") then refused = refused + 1 end
end

local threads = {}
function setup(thread)
  threads[#threads + 1] = thread
end

function done(summary, latency, requests)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.timeout
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("refused") end
  io.write(string.format(
    '{"requests":%d,"bytes":%d,"duration":%d,"errors":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.bytes, summary.duration, wrong, latency:percentile(50), latency:percentile(99)))
end
